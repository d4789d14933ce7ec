import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql'

/** Shopify's whole schemas, the newest two, where WAYBILL_SHOPIFY_SCHEMAS names a folder that has them. */
export function wholeSchemas(): { version: string; schema: GraphQLSchema }[] {
  const folder = process.env.WAYBILL_SHOPIFY_SCHEMAS ?? ''
  if (!folder || !existsSync(folder)) return []
  const files = readdirSync(folder)
    .filter(name => /^admin_.*\.json\.gz$/.test(name))
    .sort()
    .slice(-2)
  return files.map(name => {
    const { data } = JSON.parse(gunzipSync(readFileSync(`${folder}/${name}`)).toString()) as {
      data: IntrospectionQuery
    }
    return { version: name.slice(6, -8), schema: buildClientSchema(data, { assumeValid: true }) }
  })
}
