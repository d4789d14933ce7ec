import { GraphQLError } from 'graphql'

export type Paging = { first?: number | null; after?: string | null }
type WithId = { id: string }

/** Cursors say where one was, and nobody reads them. */
const cursorOf = ({ id }: WithId) => Buffer.from(id).toString('base64')

/** A page of a list that only grows. */
export function page<T extends WithId>(all: readonly T[], { first, after }: Paging) {
  if (!first) throw new GraphQLError('you must provide one of first or last')
  if (first > 250) throw new GraphQLError(`first must be at most 250, but is ${first}`)
  const start = after ? all.findIndex(one => cursorOf(one) === after) + 1 : 0
  return pageOf(all.slice(start, start + first), start > 0, start + first < all.length, cursorOf)
}

export function pageOf<T>(
  nodes: readonly T[],
  hasPreviousPage: boolean,
  hasNextPage: boolean,
  cursor: (one: T) => string,
) {
  const [head, tail] = [nodes[0], nodes.at(-1)]
  return {
    nodes,
    pageInfo: {
      hasPreviousPage,
      hasNextPage,
      startCursor: head ? cursor(head) : null,
      endCursor: tail ? cursor(tail) : null,
    },
  }
}
