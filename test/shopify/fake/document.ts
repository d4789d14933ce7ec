import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import { schema } from './schema.ts'

/** One operation, and what it is made of. */
export type Read = {
  document: DocumentNode
  operation: OperationDefinitionNode
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** Those at its root. */
  fields: readonly string[]
}
export type Unread = { errors: readonly { message: string }[] }

const read = new Map<string, Read | Unread>()

/** Reads a document as strictly as Shopify does, each once. */
export function readDocument(query: unknown): Read | Unread {
  if (typeof query !== 'string') return { errors: [{ message: 'query is missing' }] }
  const before = read.get(query) ?? parsed(query)
  read.set(query, before)
  return before
}

function parsed(query: string): Read | Unread {
  try {
    const document = parse(query)
    const wrong = validate(schema, document)
    if (wrong.length > 0) return { errors: wrong.map(error => error.toJSON()) }
    const operation = document.definitions.find(one => one.kind === Kind.OPERATION_DEFINITION)
    if (!operation) return { errors: [{ message: 'No operation was given.' }] }
    const fragments = document.definitions.filter(one => one.kind === Kind.FRAGMENT_DEFINITION)
    const fields = operation.selectionSet.selections.flatMap(one => (one.kind === Kind.FIELD ? one.name.value : []))
    return { document, operation, fragments: new Map(fragments.map(one => [one.name.value, one])), fields }
  } catch (error) {
    return { errors: [{ message: error instanceof Error ? error.message : String(error) }] }
  }
}
