/**
 * What the student can be told about, beside the transport, in the order in which the notices stand
 * there. Of each subject the newest notice stands.
 */
const subjects = {
  /** What came of the last request, or how training ended. */
  outcome: { endsWithTrain: true },
  /** The run that another one replaced, and the way back to it. */
  bringBack: { endsWithTrain: false },
  /** The run of an earlier visit, which is back. */
  restored: { endsWithTrain: true },
  /** Images that have not arrived. */
  images: { endsWithTrain: false },
  /** Training goes on in plain JavaScript, which nobody asked for. */
  backend: { endsWithTrain: false },
  /** Pictures that are not computed any more. */
  viewer: { endsWithTrain: false },
  /** A newer version of the page. */
  version: { endsWithTrain: false },
  /** Why this run will not outlive the page. */
  storage: { endsWithTrain: false },
} as const satisfies Record<string, { endsWithTrain: boolean }>;

export type NoticeSubject = keyof typeof subjects;

/** Something the student is told. */
export interface Notice {
  subject: NoticeSubject;
  tone: 'info' | 'warning' | 'error';
  text: string;
  /** A button that the notice offers: the action of this name. */
  action:
    | 'restoreNetwork'
    | 'retryImages'
    | 'restartViewer'
    | 'reload'
    | 'saveAndReload'
    | 'startAnew'
    | null;
}

/** In the order of their subjects, one of each at most. */
export type Notices = readonly Notice[];

const order = Object.keys(subjects) as NoticeSubject[];

/** The notices with a new one, in place of the one of its subject. */
export function withNotice(notices: Notices, notice: Notice): Notices {
  const others = withoutNotice(notices, notice.subject);
  const place = order.indexOf(notice.subject);
  const before = others.filter(({ subject }) => order.indexOf(subject) < place);
  return [...before, notice, ...others.slice(before.length)];
}

/** The notices without the one of a subject; the same array where there is none. */
export function withoutNotice(notices: Notices, subject: NoticeSubject): Notices {
  const others = notices.filter((notice) => notice.subject !== subject);
  return others.length < notices.length ? others : notices;
}

/** The notices that still hold when training starts. */
export function whileTraining(notices: Notices): Notices {
  return notices.filter(({ subject }) => !subjects[subject].endsWithTrain);
}

/** The notices that were not there before. */
export function newNotices(now: Notices, before: Notices): Notices {
  return now === before ? [] : now.filter((notice) => !before.includes(notice));
}
