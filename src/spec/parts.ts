import { type PanelId, panels } from './panels.ts';
import { type ViewId, views } from './views.ts';

/** What an embed may be made of: the panels of the network's page, and the other views. */
export type PartId = PanelId | Exclude<ViewId, 'network'>;

const { network: _, ...otherViews } = views;

/** Every part with its name for people. */
export const parts: Readonly<Record<PartId, { label: string }>> = { ...panels, ...otherViews };
