import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isRequiredInputField,
  parse,
  validate,
  validateSchema,
} from 'graphql'
import { expect, test } from 'vitest'
import { costOf, MOST } from './fake/cost.ts'
import { readDocument } from './fake/document.ts'
import { schema } from './fake/schema.ts'
import { wholeSchemas } from './whole-schemas.ts'

const wholes = wholeSchemas()

/** Every document that the product sends. */
async function documents(): Promise<[string, string][]> {
  const files = globSync('src/integrations/shopify/admin/documents/*.ts').sort()
  const modules = await Promise.all(
    files.map(file => import(/* @vite-ignore */ resolve(file)) as Promise<Record<string, unknown>>),
  )
  return modules.flatMap(all =>
    Object.entries(all).flatMap(([name, one]): [string, string][] => {
      const text = (one as { text?: unknown }).text
      return typeof text === 'string' ? [[name, text]] : []
    }),
  )
}

/** Where ours says what Shopify's does not. */
function differences(whole: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap(ours => {
    if (ours.name.startsWith('__')) return []
    const theirs = whole.getType(ours.name)
    if (!theirs) return [ours.name]
    if (isEnumType(ours))
      return ours
        .getValues()
        .flatMap(({ name }) => (isEnumType(theirs) && theirs.getValue(name) ? [] : `${ours}.${name}`))
    if (!('getFields' in ours) || !('getFields' in theirs)) return []
    const [has, real] = [ours.getFields(), theirs.getFields()]
    const lacking = Object.values(real).filter(field => isRequiredInputField(field as GraphQLInputField))
    return [
      ...Object.values(has).flatMap(field => differencesOf(field, real[field.name]).map(one => `${ours}.${one}`)),
      ...(isInputObjectType(ours)
        ? lacking.filter(({ name }) => !has[name]).map(({ name }) => `${ours} lacks ${name}`)
        : []),
    ]
  })
}

type Field = GraphQLField<unknown, unknown> | GraphQLInputField

function differencesOf(ours: Field, theirs: Field | undefined): string[] {
  if (String(ours.type) !== String(theirs?.type)) return [ours.name]
  const real = new Map(argsOf(theirs).map(({ name, type }) => [name, String(type)]))
  return argsOf(ours).flatMap(({ name, type }) => (real.get(name) === String(type) ? [] : `${ours.name}(${name})`))
}

const argsOf = (field: Field | undefined) => (field && 'args' in field ? field.args : [])

test('the fake’s part of the schema is one, and says nothing that Shopify’s own does not', () => {
  expect(validateSchema(schema)).toEqual([])
  for (const { version, schema: whole } of wholes) expect([version, differences(whole)]).toEqual([version, []])
})

test('Shopify understands every document that Waybill sends, in this version and in the one before', async () => {
  const sent = await documents()
  expect(sent.length).toBeGreaterThan(10)
  for (const [name, text] of sent) {
    expect([name, validate(schema, parse(text))]).toEqual([name, []])
    for (const { version, schema: whole } of wholes)
      expect([name, version, validate(whole, parse(text))]).toEqual([name, version, []])
  }
})

test('no document costs more than Shopify lets one query cost', async () => {
  for (const [name, text] of await documents()) {
    const read = readDocument(text)
    if ('errors' in read) throw new Error(name)
    expect([name, costOf(read.operation, read.fragments, {}) <= MOST]).toEqual([name, true])
  }
})
