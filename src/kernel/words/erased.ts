/** Stands where something was that may not be empty. */
export const ERASED_TEXT = '[erased]'
