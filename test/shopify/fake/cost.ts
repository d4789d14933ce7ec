import {
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Clock } from './clock.ts'
import { schema } from './schema.ts'

type Variables = Readonly<Record<string, unknown>>
type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

const MUTATION = 10
/** What one query may cost at most. */
export const MOST = 1_000

/** What a document costs before it is known how much it finds: an object 1, a list as many as it asks for, a change 10. */
export function costOf(operation: OperationDefinitionNode, fragments: Fragments, variables: Variables): number {
  const root = operation.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType()
  const base = operation.operation === 'mutation' ? MUTATION * operation.selectionSet.selections.length : 0
  return base + (root ? costOfAll(operation.selectionSet, root, fragments, variables) : 0)
}

function costOfAll(set: SelectionSetNode, type: GraphQLNamedType, fragments: Fragments, variables: Variables): number {
  return set.selections.reduce((sum, one) => {
    if (one.kind === 'FragmentSpread') {
      const fragment = fragments.get(one.name.value)
      return sum + (fragment ? costOfAll(fragment.selectionSet, type, fragments, variables) : 0)
    }
    if (one.kind === 'InlineFragment') {
      const on = schema.getType(one.typeCondition?.name.value ?? '') ?? type
      return sum + costOfAll(one.selectionSet, on, fragments, variables)
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return sum
    const field = type.getFields()[one.name.value]
    const answered = field && getNamedType(field.type)
    if (!answered || !isCompositeType(answered) || !one.selectionSet || answered.name === 'PageInfo') return sum
    const first = one.arguments?.find(({ name }) => name.value === 'first')?.value
    const times =
      first?.kind === 'IntValue'
        ? Number(first.value)
        : first?.kind === 'Variable'
          ? Number(variables[first.name.value])
          : 1
    const inside = costOfAll(one.selectionSet, answered, fragments, variables)
    // Of a connection only its nodes cost.
    return sum + times * (answered.name.endsWith('Connection') ? inside : 1 + inside)
  }, 0)
}

/** Points that run out, and come back with time. */
export class Bucket {
  max = 2_000
  rate = 100
  #left = this.max
  #at: number
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
    this.#at = clock.now()
  }

  get available(): number {
    const now = this.#clock.now()
    this.#left = Math.min(this.max, this.#left + ((now - this.#at) / 1_000) * this.rate)
    this.#at = now
    return this.#left
  }

  empty(): void {
    this.#left = 0
    this.#at = this.#clock.now()
  }

  /** Whether so much is there; it is taken where it is. */
  pay(points: number): boolean {
    if (this.available < points) return false
    this.#left -= points
    return true
  }

  giveBack(points: number): void {
    this.#left += points
  }

  get status() {
    return { maximumAvailable: this.max, currentlyAvailable: Math.floor(this.available), restoreRate: this.rate }
  }
}
