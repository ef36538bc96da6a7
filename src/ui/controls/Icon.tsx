/** Paths on a 16×16 grid. */
const paths = {
  play: 'M4.500 2.700v10.600L13.500 8z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  step: 'M3 3v10l7-5zM11 3h2v10h-2z',
  reset: 'M8 3a5 5 0 1 1-4.600 3l1.400.600A3.500 3.500 0 1 0 8 4.500v2L4.500 3.800 8 1z',
  dice: 'M3 2h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1zm2 2a1 1 0 1 0 0 2 1 1 0 0 0 0-2zm3 3a1 1 0 1 0 0 2 1 1 0 0 0 0-2zm3 3a1 1 0 1 0 0 2 1 1 0 0 0 0-2z',
  sun: 'M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM7.300 1h1.400v2.400H7.300zM7.300 12.600h1.400V15H7.300zM1 7.300h2.400v1.400H1zM12.600 7.300H15v1.400h-2.400zM2.600 3.600l1-1 1.700 1.700-1 1zM10.700 11.700l1-1 1.700 1.700-1 1zM12.400 2.600l1 1-1.700 1.700-1-1zM4.300 10.700l1 1-1.700 1.700-1-1z',
  moon: 'M6.200 2a6.300 6.300 0 0 0 7.800 7.900A6.300 6.300 0 1 1 6.200 2z',
  keyboard:
    'M1.500 4h13v8.500h-13zm1.300 1.300v5.900h10.400V5.300zM4 6.300h1.300v1.300H4zm2.200 0h1.300v1.300H6.200zm2.300 0h1.300v1.300H8.500zm2.200 0H12v1.300h-1.300zM5 9h6v1.200H5z',
  close: 'M3.500 4.500l1-1L8 7l3.500-3.500 1 1L9 8l3.500 3.500-1 1L8 9l-3.500 3.500-1-1L7 8z',
  up: 'M8 4l4.500 5-1 1L8 6.200 4.500 10l-1-1z',
  down: 'M8 12L3.500 7l1-1L8 9.800 11.500 6l1 1z',
  left: 'M4 8l5-4.500 1 1L6.200 8l3.800 3.500-1 1z',
  right: 'M12 8l-5 4.500-1-1L9.800 8 6 4.500l1-1z',
  undo: 'M6.500 2.500v2.700H10a4 4 0 0 1 0 8H5v-1.500h5a2.500 2.500 0 0 0 0-5H6.500v2.800L2 6z',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16" fill="currentColor">
      <path fillRule="evenodd" d={paths[name]} />
    </svg>
  );
}
