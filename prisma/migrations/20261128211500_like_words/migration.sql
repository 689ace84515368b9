-- CreateTable
CREATE TABLE "LikeWord" (
    "id" BIGSERIAL NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "LikeWord_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LikeWord_word_idx" ON "LikeWord"("word");

-- The words of a folded text, without signs and digits: `ledesma12@firma.example` is ledesma, firma and example.
create function like_words(said text) returns text[] language sql immutable parallel safe strict as $$
  select array(
    select distinct w
      from string_to_table(translate(said, '0123456789!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', repeat(' ', 42)), ' ') w
     where length(w) between 2 and 40 limit 200)
$$;

-- What was typed is compared with the words there are, which are few, instead of with every lead. The operator that the
-- index serves reads its threshold from a setting; a function can carry its own.
create function words_alike(typed text) returns table (said text, words text[]) language sql stable parallel safe
  set pg_trgm.word_similarity_threshold = 0.45
as $$
  select t.said, array(
    select k.word from "LikeWord" k where t.said <% k.word group by k.word
     order by word_similarity(t.said, k.word) desc, similarity(t.said, k.word) desc, k.word limit 20)
    from unnest(like_words(typed)) t(said) where length(t.said) >= 3
$$;

drop function similar_leads(text);
drop index raw_text_like;
create index raw_text_words on "LeadText" using gin (array_to_tsvector(like_words("likeText")));

insert into "LikeWord" (word) select distinct w from "LeadText" x, unnest(like_words(x."likeText")) w;
create index raw_like_word on "LikeWord" using gin (word gin_trgm_ops);

-- Nothing is unique here: whoever brings a new word never waits for another who brings it too.
create function keep_like_words() returns trigger language plpgsql as $$
begin
  insert into "LikeWord" (word)
    select distinct w from written x, unnest(like_words(x."likeText")) w
     where not exists (select from "LikeWord" k where k.word = w);
  return null;
end $$;

create trigger like_words_kept after insert on "LeadText" referencing new table as written
  for each statement execute function keep_like_words();
create trigger like_words_kept_on after update on "LeadText" referencing new table as written
  for each statement execute function keep_like_words();

analyze "LeadText", "LikeWord";
