/** How somebody might get round the rights, or into the server; and the test that holds each shut, with its negative case. */
export type Way = { way: string; held: string; file: string; test: string };

const way = (said: string, held: string, file: string, test: string): Way => ({ way: said, held, file, test });

/** To what one may not see. */
// prettier-ignore
export const WAYS_TO_DATA: Way[] = [
  way("by id", "another’s is answered as none is, and nothing is written", "tests/rights/trying.ts", "told from what isn't there"),
  way("by a lead’s number", "a number one may not see is like one nobody has", "tests/lib/leads/page/queries.test.ts", "a number that no lead has is answered like one that may not be seen"),
  way("by filter, search, order, count, condition", "no list is widened by any of them", "tests/lib/leads/list/view.test.ts", "can't be widened by any filter, search, order, count or condition"),
  way("by what a list offers to choose", "no colleague, company, source or campaign of others", "tests/lib/leads/list/view.test.ts", "tells an employee of no colleague, and a manager of none elsewhere"),
  way("by count and numbers", "of what one may see, and no more", "tests/lib/analytics/home.test.ts", "numbers are of what one may see, and no more"),
  way("by export", "what one may not see isn’t in the file", "tests/lib/leads/exporting/exporting.test.ts", "only what the one who exports may take out, and it is told who took what"),
  way("by search and palette", "GET /api/leads/search and /recent find nothing of it", "tests/rights/routes.ts", "GET /api/leads/search"),
  way("by completing what is typed", "whom one may not see isn’t suggested", "tests/lib/intake/entering.test.ts", "a colleague's lead isn't hinted at to who may not see it, nor can be added to"),
  way("by naming people", "only those who see the lead, to those who write on it", "tests/lib/leads/notes/notes.test.ts", "whoever may see the lead and nobody else: not a colleague, not another company's manager, not who left"),
  way("by board", "columns, cards and totals are those of the list", "tests/lib/leads/board/board.test.ts", "shows an employee their own leads, a manager those of their companies, whatever the filter"),
  way("by task", "a stranger doesn’t know of it", "tests/lib/leads/tasks/tasks.test.ts", "whose it is may do it even where the lead went to somebody else; a stranger doesn't know of it"),
  way("by calendar feed", "no lead that its owner doesn’t see any more", "tests/lib/leads/tasks/tasks.test.ts", "shows its owner's open tasks, and no lead that they don't see any more"),
  way("by note and its versions", "not for who may not see the lead", "tests/lib/leads/notes/notes.test.ts", "its versions aren't for who may not see the lead"),
  way("by file", "asked at each download, of who had it before too", "tests/app/api/lead-files.test.ts", "the rights are asked each time, also of who has it already"),
  way("by saved view", "shared with everyone, it shows each what they see", "tests/rights/ways-in.test.ts", "a view that is shared shows each reader what they see"),
  way("by import", "leads one may not see are neither matched nor touched", "tests/lib/intake/importing.test.ts", "leads of other companies are neither matched nor touched"),
  way("by arrival", "what it became isn’t told to who may not see that", "tests/rights/ways-in.test.ts", "an arrival that may be seen doesn't tell the number of a lead that may not"),
  way("by merging", "duplicates and former leads that one may not see aren’t there", "tests/lib/leads/page/queries.test.ts", "that one may not see aren't there"),
  way("by live channel", "nothing of it, not even that it happened", "tests/rights/live.test.ts", "hears of what the table says, and of nothing else"),
  way("by presence", "who is at a lead is told to who sees it", "tests/app/api/presence.test.ts", "whoever lost sight of a lead hears no more of who is there"),
  way("by error text", "a stale, wrong or conflicting request tells nothing", "tests/rights/ways-in.test.ts", "no error tells anything of a lead that one may not see"),
  way("by time", "the same statements as for what isn’t there", "tests/rights/trying.ts", "told by its work from what isn't there"),
  way("by time, at the sign-in", "as long for a name nobody has", "tests/lib/auth/sign-in.test.ts", "takes as long for a name that nobody has as for a wrong password"),
  way("by asking for a link or for access", "the same for a mailbox nobody has", "tests/rights/people-actions.test.ts", "says and does the same whether or not anybody has the mailbox"),
  way("by a list of people", "another’s company is like none", "tests/lib/users/inviting.test.ts", "a company of others is told a manager as one that nobody has"),
  way("by key", "what a key finds is its companies’", "tests/app/api/v1/rights.test.ts", "what a key finds is its companies' alone"),
  way("by the audit log", "nothing of it, on the screen or as a file, for who may not read it", "tests/lib/audit/queries.test.ts", "whoever may not read it reads nothing of it, in no way"),
  way("by a link in the audit log", "a lead is linked for who sees it", "tests/lib/audit/queries.test.ts", "a lead is linked for whoever may see it"),
  way("by giving a role", "nobody gives or takes over more than they have", "tests/lib/users/roles.test.ts", "a manager neither makes one nor takes one's password link"),
];

/** Into the server. */
// prettier-ignore
export const WAYS_TO_SERVER: Way[] = [
  way("a page in a frame, a script of others", "headers and a policy with a nonce on every page", "tests/e2e/armour.spec.ts", "every page has its armour, and no script without the nonce"),
  way("headers left out by a prefetch", "what is fetched ahead has them too", "tests/app/proxy.test.ts", "nobody gets out of the headers by saying that they only look ahead"),
  way("reading the session’s cookie", "HttpOnly, Lax, and Secure behind HTTPS", "tests/rights/people-actions.test.ts", "the session's cookie is read by no script, and travels as safely as it can"),
  way("a password that somebody learnt", "opens nothing where there is a second factor", "tests/lib/auth/second-factor.test.ts", "opens no session with the password alone, and one with the code"),
  way("guessing a code", "slows down; a code is taken once", "tests/lib/auth/second-factor.test.ts", "guessing codes waits after five from one address, while the owner is let in at home"),
  way("leaving the second factor for later", "nobody until it is set up", "tests/rights/people-actions.test.ts", "does nothing but set it up, and then what their role lets them"),
  way("a link in the ledger of mails", "is sealed there", "tests/lib/users/inviting.test.ts", "keeps the link readable nowhere"),
  way("another site’s page acts (CSRF)", "refused at pages, actions and routes", "tests/app/api/foreign-origin.test.ts", "does nothing for another site's page"),
  way("a redirect elsewhere", "after signing in one stays here", "tests/e2e/armour.spec.ts", "after signing in nobody is led elsewhere"),
  way("a forged host", "only a trusted proxy says by which name we were called", "tests/lib/core/peer-address.test.ts", "is believed from a trusted proxy, and from nobody else"),
  way("a file that runs", "its bytes say what it is; only pictures and PDFs are shown", "tests/app/api/lead-files.test.ts", "is answered so that nothing of it runs"),
  way("a program as a file", "refused by its bytes and its name", "tests/app/api/lead-files.test.ts", "what may not be sent is refused with its reason, and nothing of it becomes a row"),
  way("a path out of the folder", "names are only names, and keys only digests", "tests/lib/core/files.test.ts", "no path is made of anything but a digest"),
  way("a path out of the folder, over HTTP", "no address leads to a file of the server’s", "tests/e2e/armour.spec.ts", "no address leads to the server's files"),
  way("a formula in CSV", "is text", "tests/lib/core/csv.test.ts", "is text, never a formula"),
  way("a formula in XLSX", "is text", "tests/lib/leads/custom-fields/list.test.ts", "an export has each value in its own type, and a formula is a text"),
  way("another header in a mail", "a line’s end is no line’s end there", "tests/lib/core/mail.test.ts", "nothing that is written becomes a header or another receiver"),
  way("markup in a mail", "is text", "tests/lib/core/mail.test.ts", "what somebody wrote is no HTML, and a letter says the same in both"),
  way("changing what was told", "a changed entry of the audit log is named, whichever part of it", "tests/lib/audit/checking.test.ts", "a changed row, whichever column"),
  way("taking away what was told", "a missing entry is named, and so is the end of the log", "tests/lib/audit/checking.test.ts", "the newest seals taken away with their rows, and sealed again"),
  way("changing it under a pretext", "who erases values changes nothing else", "tests/lib/audit/erasing.test.ts", "under the pretext of erasing nothing else of a row can be changed"),
  way("a row for each refusal", "what was refused leaves none", "tests/lib/core/from-where.test.ts", "what was refused leaves no place behind"),
  way("another line in the log", "one event is one line", "tests/lib/core/logger.test.ts", "whatever is in it, one event is one line of the log"),
  way("a request to what only the server reaches (SSRF)", "the addresses of clouds and links are refused, after every redirect", "tests/lib/intake/pulling.test.ts", "a link-local address is refused before anything is sent to it"),
  way("a redirect that takes the password along", "to another host it is never followed", "tests/lib/intake/pulling.test.ts", "a redirect on the same host is followed with the password, one to another host never carries it"),
  way("a pattern that takes for ever (ReDoS)", "patterns are globs, worked off in one pass", "tests/lib/core/condition/glob.test.ts", "no pattern, however spiteful, takes long"),
  way("a bomb in a workbook", "takes its reader down, and nobody else", "tests/lib/intake/workbooks.test.ts", "than there is takes its reader down, and nobody else"),
  way("a bomb in a request", "isn’t unpacked", "tests/lib/intake/content-encoding.test.ts", "a bomb isn't unpacked"),
];
