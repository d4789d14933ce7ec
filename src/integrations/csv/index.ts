import { integration } from '../../kernel/connecting/integration.ts'
import { csvImporter } from './importer.ts'

/** Files in Shopify's order export format. */
export const csv = integration({ name: 'csv', title: 'CSV file', settings: {}, importer: csvImporter })
