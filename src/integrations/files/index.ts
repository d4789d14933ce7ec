import { integration } from '../../kernel/connecting/integration.ts'
import { mayBeOn, textSetting } from '../../kernel/connecting/setting-checks.ts'
import { collecting } from './collect.ts'
import { fileHoldings } from './holdings.ts'
import { openFolders } from './open-folder.ts'
import { readFolder } from './place.ts'
import { writing } from './post.ts'

/** Suppliers by files: purchase orders as CSV into a folder of theirs, tracking numbers as CSV back. */
export const supplierFiles = integration({
  name: 'files',
  title: 'Files',
  holds: fileHoldings,
  settings: {
    FILES: {
      check: mayBeOn,
      means: 'Whether suppliers can be reached by CSV files in a folder, on a server by SFTP or on this machine.',
      default: 'on',
    },
    FILES_DIR: { check: textSetting, means: 'Where suppliers’ folders on this machine are; each is a folder in it.' },
  },
  isWanted: has => !has('FILES', 'off'),
  plan: ({ FILES_DIR = null }) => ({
    connect({ db, ask, log, now, business }) {
      const inFolder = openFolders(business.places, FILES_DIR)
      const collect = collecting({ db, ask, log, now, inFolder })
      return {
        chat: {
          name: 'files',
          pace: 0,
          ...writing({ db, ask, inFolder }),
          reach: {
            title: 'Files',
            asks: { label: 'Folder', help: 'sftp://user@files.example/folder SHA256:…, or a name in FILES_DIR.' },
            read: (entered, _supplier, secret) => readFolder(entered, secret, FILES_DIR !== null),
            remedy:
              'See whether the folder and its key and password are right, and enter them again with /supplier reach',
            next: 'Purchase orders go to its folder orders, with the customer’s address once you switch that on with /supplier mail-address. CSV files with tracking numbers are taken from its folder tracking.',
          },
        },
        jobs: [{ name: 'files', when: '* * * * *', atStart: true, run: collect }],
      }
    },
  }),
})
