import { bySystem, command } from '../kernel/asking/command.ts'
import { ForgetPictures, forgetPictures } from './forget-pictures.ts'

/** What the clock asks about pictures of products. */
export const pictureCommands = {
  'picture.forget': command({
    ...bySystem,
    title: 'Forget pictures',
    does: 'Forget pictures of products that were fetched long ago.',
    input: ForgetPictures,
    run: forgetPictures,
  }),
}
