/** One thing that the doctor looked at: how it is, and what to do where it is not well. */
export type Finding = { well: boolean; what: string; fix?: string }
