-- What Prisma's schema can't say. Indexes made here have names that begin with raw_.

create extension if not exists pg_trgm;

-- As lib/core/condition/fold.sql, which says what it does; a test holds the two equal.
-- The twin of fold() in lib/core/text.ts, for a database in UTF8: the same text from both, whatever the database's
-- locale or version (15 and later). That is why it is collated "C", lowers letters by a table, and names ranges only.
create or replace function fold(value text) returns text
  language plpgsql immutable strict parallel safe
as $fold$
declare
  unseen constant text := '[\u00ad\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\u0897\ua7f1\U000105c9\U000105e4\U00010d69-\U00010d6d\U00010efa-\U00010eff\U00011383\U00011385\U0001138e\U00011391\U000113c5\U000113c7\U000113c8\U000113ce-\U000113d0\U00011f41\U00011f42\U00016121-\U00016128\U0001612f\U00016d68-\U00016d6a\U0001ccd6-\U0001ccf9\U0001e030-\U0001e06d\U0001e08f\U0001e4ec-\U0001e4ef\U0001e5ee\U0001e5ef\U0001e6e3\U0001e6e6\U0001e6ee\U0001e6ef\U0001e6f5]+';
  folded text collate "C" := value;
begin
  -- As many bytes as characters: plain ASCII, as most texts are.
  if octet_length(folded) <> char_length(folded) then
    folded := regexp_replace(normalize(regexp_replace(folded, unseen, '', 'g'), NFKD), unseen, '', 'g');
    if folded ~ '[\u00c0-\u058f\u1e9e]' then
      folded := translate(folded,
        'ÆÞŊŒƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎ'
        'ͰͲͶͿΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϏϘϚϜϞϠϢϤϦϨϪϬϮϷϺϽϾϿ'
        'ЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒ'
        'ҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮ'
        'ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖ'
        'øØđĐðÐħĦłŁŧŦıςʼẞ',
        'æþŋœɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏ'
        'ͱͳͷϳαβγδεζηθικλμνξοπρστυφχψωϗϙϛϝϟϡϣϥϧϩϫϭϯϸϻͻͼͽ'
        'ђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғ'
        'ҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯ'
        'աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ'
        'ooddddhhllttiσ''ß');
      folded := replace(replace(replace(replace(folded, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
    end if;
    folded := translate(folded, '‐‑‒–—―−‘’‚‛“”„‟', '-------''''''''""""');
  end if;
  folded := regexp_replace(lower(folded), '[\u0001-\u0020\u007f-\u009f\u1680\u2028\u2029]+', ' ', 'g');
  return btrim(regexp_replace(folded, ' ?([-/,.;:]) ?', '\1', 'g'), ' ');
end
$fold$;

-- People say the number on the phone: long enough not to be mistaken for a count.
alter sequence "Lead_number_seq" restart with 10001;

-- Consumers read the log in this order.
create index raw_event_order on "Event" (xid, seq);

create function refuse_event_change() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only';
end $$;
create trigger event_append_only before update or delete on "Event" for each row execute function refuse_event_change();
create trigger event_no_truncate before truncate on "Event" for each statement execute function refuse_event_change();

-- The processor asks for what has arrived and isn't read yet; a small index however long the log grows.
create index raw_delivery_received on "Delivery" (id) where state = 'received';

create index raw_lead_search on "Lead" using gin ("searchText" gin_trgm_ops);
