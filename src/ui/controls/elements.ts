import type { ReactElement } from 'react';

/**
 * What may stand beside other children of an element. Not text: a browser's translation replaces text
 * nodes, and React can then neither insert anything before one nor remove it.
 */
export type Elements = ReactElement | readonly Elements[] | '' | boolean | null | undefined;
