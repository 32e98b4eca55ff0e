/** One place where the record of changes and the data disagree. `seq` is null where no entry is meant. */
export type AuditFault = {
  readonly code: string;
  readonly kab: number;
  readonly seq: number | null;
  readonly subject: string;
  readonly message: string;
};

/** What a check of the record found, and how far it reaches. Texts are Indonesian. */
export type AuditReport = {
  readonly entries: number;
  readonly problems: readonly AuditFault[];
  readonly proves: readonly string[];
  readonly cannotProve: readonly string[];
};

/** Takes what a check finds; nothing is ever left out. */
export type ReportFault = (fault: AuditFault) => void;
