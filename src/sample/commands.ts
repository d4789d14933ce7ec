import { z } from 'zod'
import { bySystem, command } from '../kernel/asking/command.ts'
import { RemoveSample, removeSample } from './remove-sample.ts'

/** The sample shop says that it is one, and goes. */
export const sampleCommands = {
  'store.remove-sample': command({
    who: ['staff', 'system'],
    title: 'Remove the sample shop',
    does: 'Remove the sample shop with its orders, suppliers and rooms. What is yours stays.',
    input: RemoveSample,
    args: {},
    examples: ['/store remove-sample'],
    run: removeSample,
  }),
  'store.introduce-sample': command({
    ...bySystem,
    title: 'Introduce the sample',
    does: 'Say that the shop that is shown is a sample.',
    input: z.object({}),
    async run({ record }) {
      await record('sample.loaded', 'sample', {})
      return { text: 'The sample shop is loaded.' }
    },
  }),
}
