-- A user name is found whatever case it is typed in, and each of its letters is whole: as lib/core/text.ts, inOneCase.
-- Where two would be one, they stay as they are.
update "User" u set "userName" = n.name
  from (select id, replace(normalize("userName", NFKC), 'ς', 'σ') as name from "User"
         where octet_length("userName") <> char_length("userName")) n
 where n.id = u.id and n.name <> u."userName"
   and (select count(*) from "User" o where o.id <> u.id and replace(normalize(o."userName", NFKC), 'ς', 'σ') = n.name) = 0;
