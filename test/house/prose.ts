import { readFileSync } from 'node:fs'
import { parseAst } from 'vitest/node'

/** A literal or a comment of a source file. `text`: a template's values are `{…}`. */
export type Prose = { line: number; text: string }

type Node = { type: string; start: number; end: number; [key: string]: unknown }

/** What is no sentence for people: paths, types, keys and SQL. */
const SKIPPED = /^(Import|Export(All|Named)|TSLiteralType|TSImportType)/

/**
 * The literals and the comments of a TypeScript or JavaScript file, in its order. Of SQL there is nothing, and of HTML the
 * text between its tags.
 */
export function proseOf(file: string): { literals: Prose[]; comments: Prose[] } {
  const source = readFileSync(file, 'utf8')
  const lineAt = (index: number) => source.slice(0, index).split('\n').length
  const literals: Prose[] = []
  const spans: [number, number][] = []
  const add = (node: Node, text: string) => {
    for (const part of text.split(/<\/?[a-z!][^>]*>/)) literals.push({ line: lineAt(node.start), text: part })
  }
  const visit = (node: Node, within?: Node): void => {
    if (node.type === 'Literal' || node.type === 'TemplateElement') spans.push([node.start, node.end])
    const silent = SKIPPED.test(within?.type ?? '') && within?.source === node
    if (node.type === 'Literal' && typeof node.value === 'string' && !silent) {
      if (within?.type !== 'TSLiteralType') add(node, node.value)
    }
    if (node.type === 'TemplateLiteral' && !isSql(within)) {
      const quasis = node.quasis as { value: { cooked: string } }[]
      add(node, quasis.map(quasi => quasi.value.cooked).join('{…}'))
    }
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (child && typeof child === 'object' && typeof child.type === 'string') visit(child, node)
      }
    }
  }
  visit(parseAst(source, { lang: 'ts' }, file) as unknown as Node)
  return { literals, comments: commentsOf(source, spans).map(([at, text]) => ({ line: lineAt(at), text })) }
}

function isSql(node?: Node): boolean {
  const tag = node?.type === 'TaggedTemplateExpression' ? (node.tag as Node) : null
  return tag?.name === 'sql'
}

/** Comments, outside of the spans of literals; those of `//` that follow one another are one. */
function commentsOf(source: string, spans: readonly [number, number][]): [number, string][] {
  const bare = source.split('')
  for (const [start, end] of spans) bare.fill('_', start, end)
  return [...bare.join('').matchAll(/\/\*[\s\S]*?\*\/|\/\/.*(?:\n\s*\/\/.*)*/g)].map(({ index, 0: text }) => [
    index,
    text
      .replaceAll(/^\s*(\/\*\*?|\*\/|\*|\/\/)/gm, '')
      .replaceAll(/\*\/$/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  ])
}

/** Whether people may read it: some words, with a space between them. */
export function isSentence({ text }: Prose): boolean {
  return /\S\s+\S/.test(text) && /\p{L}{2}/u.test(text)
}
