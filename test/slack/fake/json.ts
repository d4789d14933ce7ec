/** Whatever came over the wire, before anybody looked at it. */
export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const record = (value: unknown): Json => (isObject(value) ? value : {})
export const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
export const string = (value: unknown): string => (typeof value === 'string' ? value : '')
