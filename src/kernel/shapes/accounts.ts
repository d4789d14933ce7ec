/** People who sign in to a chat of ours by name and password. */
export type Accounts = {
  /** Whether anybody can: then everybody must. */
  areNeeded(): Promise<boolean>
  /** The person whose password it is, as the chat calls them; null for a wrong name or password. */
  check(name: string, password: string): Promise<string | null>
  /** Who was invited by the link of that key; null where it is used, too old, or none. */
  invited(key: string): Promise<string | null>
  /** Swaps an invitation for a password. @throws Refusal for a used link, or on `password` */
  join(key: string, password: string): Promise<string>
  /** Makes the first person of the staff. @throws Refusal on `name` or `password`, or where there is one */
  joinFirst(name: string, password: string): Promise<string>
}
