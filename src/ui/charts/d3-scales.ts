/*
 * Stands in for all of d3-scale inside recharts, which looks scales up by name, so that a bundler can't
 * leave any out: these are the ones that charts here name. The scales of time weigh 7 kB.
 */
export { scaleBand, scaleLinear, scaleLog, scalePoint } from 'd3-scale';
