/** Where scripts run, the sign-up knows the reader's time zone. No page needs it for anything else. */
export const ZONE_SCRIPT =
  "document.getElementById('zone').value||=Intl.DateTimeFormat().resolvedOptions().timeZone??''"
