/** Somebody whom one can be on a chat where nobody has an account. */
export type Persona = {
  user: string
  name: string
  /** `staff`, or the supplier's name. */
  title: string
  staff: boolean
  channels: readonly string[] | 'all'
}
