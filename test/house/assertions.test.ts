import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('tests assert on what people read, not on how a card is kept: the stage’s `textOf` says it', () => {
  const asJson = globSync('test/**/*.ts').filter(file =>
    /expect(\.\w+)?\(\s*(await )?JSON\.stringify\(|JSON\.stringify\(\s*(await )?(card|cardIn|said|shop\.said)\(/.test(
      readFileSync(file, 'utf8'),
    ),
  )
  expect(asJson).toEqual([])
})
