import type { StaffMail } from './tables.ts'

/** Of an address, what names nobody. */
export const mailDomain = ({ address }: Pick<StaffMail, 'address'>) => address.split('@').at(-1) || 'an unknown address'
