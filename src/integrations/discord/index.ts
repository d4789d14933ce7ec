import { integration } from '../../kernel/connecting/integration.ts'
import { address, keySetting, matching, textSetting } from '../../kernel/connecting/setting-checks.ts'

/** Discord, over its gateway. */
export const discord = integration({
  name: 'discord',
  title: 'Discord',
  isChat: true,
  settings: {
    DISCORD_TOKEN: { check: keySetting, means: 'The token of your Discord application’s bot. Unset: no Discord.' },
    DISCORD_GUILD: {
      check: matching(/^\d{15,21}$/, 'must be an id: a number of 15 digits or more'),
      means: 'The id of the Discord server to serve, where the bot is in several.',
    },
    DISCORD_ORDERS_ROOM: {
      check: textSetting,
      means:
        'The channel, by name or id, where orders are posted. Everybody who can read a staff channel counts as staff.',
    },
    DISCORD_ALERTS_ROOM: { check: textSetting, means: 'The channel for alerts. Unset: the channel for orders.' },
    DISCORD_SUPPORT_ROOM: {
      check: textSetting,
      means: 'The channel for customers’ cases. Unset: the channel for orders.',
    },
    DISCORD_API_URL: {
      check: address('https://discord.com/api'),
      means: 'Where Discord’s REST API is, for tests and proxies.',
    },
  },
  isWanted: has => has('DISCORD_TOKEN'),
  lacks: has =>
    has('DISCORD_TOKEN') && !has('DISCORD_ORDERS_ROOM')
      ? ['DISCORD_ORDERS_ROOM must name the channel where your staff work, such as #orders']
      : [],
  plan(values, { bridge }) {
    const { DISCORD_TOKEN: token, DISCORD_ORDERS_ROOM: orders } = values
    if (!token || !orders) return null
    const settings = {
      token,
      guild: values.DISCORD_GUILD ?? null,
      api: values.DISCORD_API_URL ?? null,
      rooms: { orders, alerts: values.DISCORD_ALERTS_ROOM ?? null, support: values.DISCORD_SUPPORT_ROOM ?? null },
      bridge,
    }
    return {
      // Loaded only where it is asked for: discord.js takes a while.
      async connect(offered) {
        const { connectDiscord } = await import('./connect.ts')
        return connectDiscord({ settings, ...offered, ...offered.business })
      },
      async doctor({ rooms, commands }) {
        const { doctorDiscord } = await import('./doctor.ts')
        return doctorDiscord({ settings, rooms, commands })
      },
    }
  },
})
