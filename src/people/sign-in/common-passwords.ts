/**
 * Words of which weak long passwords are made, once digits and signs are put around them or they are said twice. Chosen
 * by hand for passwords of twelve characters and more, where published lists of the most common ones have little: it is
 * no such list. In small letters, English and German.
 */
export const COMMON = new Set(
  `password passwort passw0rd kennwort qwertz qwerty qwertzuiop qwertyuiop asdfgh asdfghjkl zxcvbnm yxcvbnm abc abcd abcdef
  abcdefgh iloveyou ichliebedich liebe liebling schatz schatzi hallo hello hallowelt helloworld welcome willkommen
  geheim secret sommer summer winter herbst autumn fruehling spring letmein admin administrator root master test tester
  testtest demo user benutzer login anmelden start changeme aendern default standard temp dragon drache monkey football
  fussball baseball basketball soccer hockey superman batman spiderman starwars pokemon princess prinzessin sunshine
  sonnenschein shadow michael daniel jessica ashley jennifer thomas andreas stefan christian alexander sebastian
  michelle nicole sandra angela schalke schalke04 bayern borussia dortmund hamburg berlin muenchen koeln frankfurt
  deutschland germany ferrari porsche mercedes mustang computer internet google facebook microsoft windows samsung apple
  iphone firma company buero office datenschutz privacy habeas dsgvo gdpr officer januar februar maerz april juni juli
  august september oktober november dezember january february march may june july october december montag dienstag
  mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday friday saturday sunday trustno blink
  correcthorsebatterystaple correct horse battery staple whatever freedom freiheit flower blume butterfly schmetterling
  chocolate schokolade cheese banana banane cookie killer hunter ranger charlie jordan harley pepper ginger maggie
  money geld love trust access zugang security sicherheit safe sicher pass wort word code the and und der die das ein
  mein meine my our unser is ist ein eine you du ich me neu new old alt`
    .split(/\s+/)
    .filter(Boolean),
);
