export default function LatentMap() {
  return null;
}
