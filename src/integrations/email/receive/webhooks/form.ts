import type { Request } from './door.ts'

type Field = ReturnType<FormData['get']>

/** The fields of a form, as it was posted; null for what is none. */
export async function postedForm({ body, type }: Request): Promise<FormData | null> {
  const answer = new Response(Buffer.from(body), { headers: { 'content-type': type } })
  return answer.formData().catch(() => null)
}

/** A field’s bytes: a provider may send a mail as a text or as a file. */
export async function bytesOf(field: Field): Promise<Uint8Array | null> {
  if (field === null) return null
  return typeof field === 'string' ? Buffer.from(field) : new Uint8Array(await field.arrayBuffer())
}

export const fieldText = (field: Field): string => (typeof field === 'string' ? field : '')
