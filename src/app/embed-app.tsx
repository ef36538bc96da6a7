import { flushSync } from 'react-dom';
import { useStore } from 'zustand';
import type { Connection } from '../embed/connection.ts';
import { Embed } from '../embed/embed.ts';
import { writeLink } from '../embed/link.ts';
import type { EmbedOptions } from '../embed/parameters.ts';
import { serveHost } from '../embed/serve-host.ts';
import { pauseOutOfSight } from '../embed/sight.ts';
import { tellHost } from '../embed/tell-host.ts';
import type { Spec } from '../spec/spec.ts';
import { createPlayground } from '../store/playground.ts';
import { createDrawing } from '../ui/drawing/drawing.ts';
import { EmbedPage } from '../ui/embed/EmbedPage.tsx';
import { lastingRoot } from '../ui/lasting-root.tsx';
import { themeStore } from '../ui/theme.ts';
import { showState } from './show-state.ts';

interface EmbedStart {
  root: HTMLElement;
  /** The full page's folder, where the data set lies too. */
  home: string;
  options: Partial<EmbedOptions>;
  spec: Spec;
  connection: Connection;
  /** Whether the reader asked for it, so that it may train by itself. */
  trains: boolean;
}

/** Loads the playground and puts it in the poster's place when it is ready. */
export async function openEmbed(start: EmbedStart): Promise<void> {
  const { root, home, connection } = start;
  const playground = createPlayground(home, { spec: start.spec });
  const embed = new Embed(playground, start.options);
  const { theme, train } = embed.options.getState();
  themeStore.getState().impose(theme === 'auto' ? null : theme);
  embed.options.subscribe(({ theme }) =>
    themeStore.getState().impose(theme === 'auto' ? null : theme),
  );

  tellHost(connection, playground);
  serveHost(connection, embed);
  pauseOutOfSight(playground);

  await embed.loaded();
  showState(playground);
  // Whoever pressed the poster's button by keyboard goes on from the first button of what replaces it.
  const hasFocus = root.contains(document.activeElement);
  const drawing = createDrawing();
  flushSync(lastingRoot(root, <EmbeddedPage embed={embed} drawing={drawing} home={home} />));
  if (hasFocus) root.querySelector('button')?.focus({ preventScroll: true });
  embed.use();
  if (start.trains && train !== 'never') playground.getState().train();
}

interface EmbeddedPageProps {
  embed: Embed;
  drawing: ReturnType<typeof createDrawing>;
  home: string;
}

function EmbeddedPage({ embed, drawing, home }: EmbeddedPageProps) {
  const { panels, controls } = useStore(embed.options);
  const openFullPage = async () => {
    const link = await writeLink(embed.playground.getState());
    window.open(home + (link ?? ''), '_blank', 'noopener');
  };
  return (
    <EmbedPage
      playground={embed.playground}
      drawing={drawing}
      parts={panels}
      controls={controls}
      onWake={() => embed.use()}
      onOpenFullPage={openFullPage}
    />
  );
}
