/** A GraphQL document, with what it answers and what it is given. */
export type Document<Answer, Variables> = { readonly text: string; readonly types?: [Answer, Variables] }

/** Declares one. */
export const document = <Answer, Variables = Record<string, never>>(text: string): Document<Answer, Variables> => ({
  text,
})
