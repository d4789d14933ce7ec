import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { BodyData, ParseBodyOptions } from 'hono/utils/body'

const BROKEN = 'That form didn’t arrive whole. Go back, reload the page, and send it again.'

/** The fields of a form. @throws HTTPException 400 in words for a body that isn't one */
export async function readForm<O extends Partial<ParseBodyOptions>>(c: Context, options?: O): Promise<BodyData<O>> {
  try {
    return await c.req.parseBody(options)
  } catch (error) {
    // Anything else, such as a body that is too large, is somebody else's to answer.
    if (error instanceof TypeError) throw new HTTPException(400, { message: BROKEN, cause: error })
    throw error
  }
}
