import { parseAst } from 'vitest/node'

/** One small fault: the characters from `start` to `end` of a file become `text`. */
export type Mutation = { line: number; start: number; end: number; was: string; text: string }

type Node = { type: string; start: number; end: number; [key: string]: unknown }
type Edit = readonly [start: number, end: number, text: string]

/** What each operator and each function of a condition is taken for. */
const OPERATORS: Readonly<Record<string, string>> = {
  ...{ '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===' },
  ...{ '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' },
}
const NAMES: Readonly<Record<string, string>> = {
  ...{ max: 'min', min: 'max', some: 'every', every: 'some', floor: 'ceil', ceil: 'floor' },
  ...{ eq: 'ne', ne: 'eq', lt: 'lte', lte: 'lt', gt: 'gte', gte: 'gt', isNull: 'isNotNull', isNotNull: 'isNull' },
  ...{ asc: 'desc', desc: 'asc' },
}
/** Wrappers of types around an expression; all else that is named so is a type. */
const AROUND = ['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']

/** Every fault of one operator, condition, constant or clause of a query in a source text, the first first. Pure. */
export function mutationsOf(source: string): readonly Mutation[] {
  const found: Mutation[] = []
  walk(parseAst(source, { lang: 'ts' }) as unknown as Node, node => {
    for (const [start, end, text] of editsOf(node, source)) {
      const line = source.slice(0, start).split('\n').length
      found.push({ line, start, end, text, was: source.slice(start, end) })
    }
  })
  return found
}

function editsOf(node: Node, source: string): readonly Edit[] {
  const at = (key: string) => node[key] as Node
  const text = (one: Node) => source.slice(one.start, one.end)
  switch (node.type) {
    case 'BinaryExpression': {
      const other = OPERATORS[String(node.operator)]
      return other ? [between(at('left'), at('right'), ` ${other} `)] : []
    }
    case 'LogicalExpression':
      return [at('left'), at('right')].map(side => [node.start, node.end, `(${text(side)})`])
    case 'UnaryExpression':
      return ['!', '-'].includes(String(node.operator)) ? [[node.start, node.end, text(at('argument'))]] : []
    case 'ConditionalExpression':
    case 'IfStatement':
      return ['true', 'false'].map(value => [at('test').start, at('test').end, value])
    case 'Literal':
      if (typeof node.value === 'boolean') return [[node.start, node.end, String(!node.value)]]
      return typeof node.value === 'number' ? [[node.start, node.end, String(node.value + 1)]] : []
    case 'CallExpression':
      return callEdits(node, text)
    default:
      return []
  }
}

/** Another function; one operand fewer of `and` and `or`; no filter, no lock. */
function callEdits(node: Node, text: (one: Node) => string): readonly Edit[] {
  const callee = node.callee as Node
  const member = callee.type === 'MemberExpression'
  const named = member ? (callee.property as Node) : callee
  const name = String(named.name)
  const args = node.arguments as Node[]
  const edits: Edit[] = NAMES[name] ? [[named.start, named.end, NAMES[name]]] : []
  if (!member && (name === 'and' || name === 'or') && args.length > 1)
    for (const gone of args) {
      const kept = args.filter(one => one !== gone).map(text)
      edits.push([node.start, node.end, `${name}(${kept.join(', ')})`])
    }
  if (member && (name === 'filter' || name === 'for')) edits.push([(callee.object as Node).end, node.end, ''])
  return edits
}

const between = (left: Node, right: Node, text: string): Edit => [left.end, right.start, text]

function walk(node: Node, visit: (node: Node) => void): void {
  if (node.type.startsWith('TS') && !AROUND.includes(node.type)) return
  visit(node)
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof child === 'object' && 'type' in child) walk(child as Node, visit)
}
