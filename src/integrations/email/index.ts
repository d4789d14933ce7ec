import { integration } from '../../kernel/connecting/integration.ts'
import { mailHoldings } from './holdings.ts'
import { isMailWanted, lacksOfMail } from './lacks.ts'
import { readMailSettings } from './mail-settings.ts'
import { receivedHoldings } from './receive/holdings.ts'
import { lacksOfReceiving, receiveSettings } from './receive/receive-settings.ts'
import { settings } from './settings.ts'

/** Suppliers by e-mail. */
export const email = integration({
  name: 'email',
  title: 'E-mail',
  holds: [...mailHoldings, ...receivedHoldings],
  settings: { ...settings, ...receiveSettings },
  isWanted: isMailWanted,
  lacks: has => [...lacksOfMail(has), ...lacksOfReceiving(has)],
  plan(values) {
    const settings = readMailSettings(values)
    if (!settings) return null
    return {
      // Loaded only where it is asked for.
      async connect(offered) {
        const { connectEmail } = await import('./connect.ts')
        const { connectReceiving } = await import('./receive/connect-receiving.ts')
        const sending = connectEmail({ ...offered, settings, ...offered.business })
        return connectReceiving(sending, { ...offered, settings, values })
      },
      async doctor() {
        const { doctorEmail } = await import('./doctor.ts')
        return doctorEmail(settings)
      },
    }
  },
})
