/** Says that an answer did not count. Nothing where all of them did. */
export function Covered({ refused, text }: { refused: boolean; text: string }) {
  if (!refused) return null;
  return (
    <p class="covered" role="alert">
      {text}
    </p>
  );
}
