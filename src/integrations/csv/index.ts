import { integration } from '../../kernel/connecting/integration.ts'
import { csvImporter } from './importer.ts'

/** Files of orders, in the forms in which shop systems export them. */
export const csv = integration({ name: 'csv', title: 'CSV file', settings: {}, importer: csvImporter })
