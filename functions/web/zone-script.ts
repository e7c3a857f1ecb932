import { createHash } from 'node:crypto'

/** Where scripts run, the sign-up knows the reader's time zone. The page needs it for nothing else. */
export const ZONE_SCRIPT =
  "document.getElementById('zone').value||=Intl.DateTimeFormat().resolvedOptions().timeZone??''"

/** Its source in the page's content security policy. */
export const ZONE_SCRIPT_SOURCE = `'sha256-${createHash('sha256').update(ZONE_SCRIPT).digest('base64')}'`
