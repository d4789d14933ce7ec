import { integration } from '../../kernel/connecting/integration.ts'
import { address, beginning, keySetting, textSetting } from '../../kernel/connecting/setting-checks.ts'
import { slackHoldings } from './holdings.ts'

/** Slack, by Socket Mode or over HTTP. */
export const slack = integration({
  name: 'slack',
  title: 'Slack',
  isChat: true,
  holds: slackHoldings,
  settings: {
    SLACK_BOT_TOKEN: {
      check: beginning('xoxb-'),
      means: 'Connects Slack: the bot token, from *OAuth & Permissions* of your app.',
    },
    SLACK_APP_TOKEN: {
      check: beginning('xapp-'),
      means: 'Socket Mode: the app-level token with `connections:write`, from *Basic Information*.',
    },
    SLACK_SIGNING_SECRET: {
      check: keySetting,
      means: 'HTTP mode, when there is no `SLACK_APP_TOKEN`: deliveries come signed to `/slack/events`.',
    },
    SLACK_ORDERS_ROOM: {
      check: textSetting,
      means:
        'Slack channel (id or name) where staff see orders. Everybody who can read it counts as staff, so make it private.',
    },
    SLACK_ALERTS_ROOM: { check: textSetting, means: 'Slack channel for what needs somebody. Unset: the orders room.' },
    SLACK_SUPPORT_ROOM: { check: textSetting, means: 'Slack channel for customers’ cases. Unset: the orders room.' },
    SLACK_API_URL: {
      check: address('https://…/api/'),
      means: 'Another address of Slack’s Web API: a proxy, or a test server.',
    },
  },
  isWanted: has => has('SLACK_BOT_TOKEN'),
  lacks(has) {
    const way = has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET')
    if (!has('SLACK_BOT_TOKEN'))
      return way ? ['SLACK_BOT_TOKEN is not set: it is the token that begins with xoxb-'] : []
    return [
      ...(way
        ? []
        : ['SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP mode) must be set along with SLACK_BOT_TOKEN']),
      ...(has('SLACK_ORDERS_ROOM')
        ? []
        : ['SLACK_ORDERS_ROOM must name the channel where your staff work, such as #orders']),
    ]
  },
  plan(values, { bridge }) {
    const { SLACK_BOT_TOKEN: botToken, SLACK_ORDERS_ROOM: orders } = values
    if (!botToken || !orders) return null
    const settings = {
      botToken,
      appToken: values.SLACK_APP_TOKEN ?? null,
      signingSecret: values.SLACK_SIGNING_SECRET ?? null,
      api: values.SLACK_API_URL ?? null,
      rooms: { orders, alerts: values.SLACK_ALERTS_ROOM ?? null, support: values.SLACK_SUPPORT_ROOM ?? null },
      bridge,
    }
    return {
      // Loaded only where it is asked for: Bolt takes a while.
      async connect(offered) {
        const { connectSlack } = await import('./connect.ts')
        return connectSlack({ ...settings, ...offered, ...offered.business })
      },
      async doctor({ rooms, log }) {
        const { doctorSlack } = await import('./doctor.ts')
        return doctorSlack({ settings, rooms, log })
      },
    }
  },
})
