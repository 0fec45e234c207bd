/** Passwords that lists of stolen ones have in common, of eight characters or more, in lower case. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  password password1 password12 password123 password1234 password12345 password123456 password! password1! password01
  password2 password3 password9 password99 password00 password7 password11 password2020 password2021 password2022
  password2023 password2024 password2025 password2026 passwort passwort1 passwort123 passw0rd passw0rd1 passw0rd! p@ssw0rd
  p@ssword p@ssword1 p@ssw0rd1 p@ssw0rd123 pa$$word pa$$w0rd pa55word pa55w0rd mypassword yourpassword thepassword
  motdepasse contrasena contraseña wachtwoord passwords drowssap nopassword newpassword newpass1 temppass temp1234
  temporary temppassword changeme changeme1 changeme123 changeit letmein1 letmein! letmein123 letmein12 letmeinnow
  welcome1 welcome! welcome12 welcome123 welcome1234 welcome2020 welcome2021 welcome2022 welcome2023 welcome2024
  welcome2025 welcome2026 admin123 admin1234 admin12345 admin123456 admin@123 adminadmin administrator administrator1
  root1234 rootroot toor1234 superuser superman superman1 superman123 default1 defaultpassword guest123 guestguest
  test1234 test12345 testtest testtest1 testing1 testing123 testpass user1234 username username1 useruser
  qwertyui qwertyuiop qwertyuiop1 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwerty1! qwerty!1 qwertyqwerty
  qwertz123 qwertzui qwertzuiop azertyui azertyuiop azerty123 asdfghjk asdfghjkl asdfghjkl1 asdfasdf asdf1234 asdfjkl;
  asdasdasd zxcvbnm1 zxcvbnm123 zxcvbnm, zxcvbnmm zxcvzxcv qazwsxed qazwsxedc qazwsx123 qazxswed 1qaz2wsx 1qaz2wsx3edc
  1qazxsw2 zaq12wsx zaq1zaq1 zaq1xsw2 !qaz2wsx 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6
  1234qwer qwer1234 qwerasdf qweasdzxc qweasd123 qwe123qwe 123qweasd 123qwe123 123qweasdzxc qweqweqwe 123123qwe
  12345678 123456789 1234567890 12345678910 0123456789 01234567 012345678 87654321 987654321 9876543210 123123123
  123321123 12341234 1234512345 123454321 1234554321 12344321 11223344 1122334455 112233445566 12121212 121212121
  123456123 123456654321 12345677 12345679 123456781 123456987 123456a1 123456aa 123456ab 123456abc 12345abc 1234abcd
  12345qwert 123abc123 147258369 159357456 159753456 14725836 147852369 741852963 789456123 789456123 456123789
  1029384756 135792468 13579246 246813579 24681012 31415926 314159265 3141592654 27182818 55667788 99887766
  19841984 19851985 19861986 19871987 19881988 19891989 19901990 19911991 19921992 19931993 19941994 19951995 20002000
  20012001 20102010 20112011 20122012 20202020 20212021 20222022 20232023 20242024 20252025 20262026
  a1234567 a12345678 a123456789 a1b2c3d4 a1b2c3d4e5 aa123456 aa12345678 abc12345 abc123456 abc123456789 abcd1234
  abcd12345 abcde123 abcdef12 abcdefg1 abcabcabc abc123abc 1a2b3c4d asd12345 asd123456 aaa111bbb zzz12345 x1234567
  iloveyou iloveyou1 iloveyou2 iloveyou! iloveyou123 iloveyou12 iloveme1 ilovehim iloveher ilovegod ilovemom iloveyoumom
  loveyou1 lovelove loveme12 loverboy lovely123 babygirl babygirl1 babygirl12 babyboy1 sweetheart sweetie1 princess
  princess1 princess12 princess123 sunshine sunshine1 sunshine12 sunshine123 sunshine! butterfly butterfly1 chocolate
  chocolate1 cupcake1 strawberry blueberry cinnamon cookie123 cookies1 cheese123 bananas1 pineapple peanut123
  football football1 football12 football123 fussball baseball baseball1 basketball basketball1 softball soccer12
  soccer123 hockey123 liverpool liverpool1 arsenal1 arsenal123 chelsea1 chelsea123 barcelona barcelona1 realmadrid
  juventus manchester manutd123 celtic123 rangers1 rangers123 yankees1 lakers24 steelers cowboys1 packers1
  pokemon1 pokemon123 starwars starwars1 starwars123 startrek trustno1 trustnoone whatever whatever1 whatever123
  batman123 spiderman spiderman1 superstar ironman1 avengers harrypotter hogwarts gandalf1 matrix123 naruto123
  minecraft minecraft1 minecraft123 fortnite fortnite1 roblox123 playstation nintendo nintendo1 xbox3600 gameover
  computer computer1 computer123 internet internet1 samsung1 samsung123 iphone12 macintosh microsoft windows1 windows10
  google123 facebook facebook1 facebook123 instagram linkedin linkedin1 youtube1 youtube123 myspace1 twitter1 whatsapp
  michael1 michael123 jennifer jennifer1 jonathan jonathan1 jessica1 jessica123 michelle michelle1 nicholas benjamin
  christian christopher alexander alexander1 alexandra elizabeth elizabeth1 stephanie samantha samantha1 victoria
  victoria1 isabella isabella1 charlotte charlie1 charlie123 daniel123 andrew123 matthew1 matthew123 anthony1 anthony123
  jordan23 jordan123 thomas123 robert123 george123 william1 joshua123 ashley123 amanda123 maria123 jasmine1 brandon1
  hannah123 sophie123 patricia margaret veronica madeline natalie1 nathan123 monster1 monster123 dragon12 dragon123
  shadow12 shadow123 master12 master123 mustang1 mustang123 corvette ferrari1 mercedes porsche1 harley123 yamaha123
  killer123 hunter12 hunter123 ranger123 warrior1 knight123 phoenix1 thunder1 scorpion snowball snoopy123 tigger123
  bailey123 buster123 maggie123 pepper123 ginger123 purple123 orange123 yellow123 rainbow1 diamond1 crystal1 midnight
  midnight1 november december december1 september february saturday thursday wednesday summer01 summer12 summer123
  summer2020 summer2021 summer2022 summer2023 summer2024 summer2025 summer2026 winter123 winter2020 winter2021 winter2022
  winter2023 winter2024 winter2025 winter2026 spring2024 spring2025 spring2026 autumn2024 autumn2025 autumn2026
  october1 january1 freedom1 freedom123 forever1 forever21 family123 friends1 friends123 jesus123 jesuschrist godisgood
  blessed1 heaven123 angel123 angels123 hello123 hello1234 hello12345 hellohello hellokitty helloworld goodmorning goodluck
  fuckyou1 fuckyou! fuckyou123 fuckyou2 fuckoff1 asshole1 bullshit motherfucker pussycat dickhead biteme12
  secret12 secret123 secret1234 topsecret security security1 access12 access123 access14 private1 login123 logitech
  letmein2 opensesame iamgroot ncc1701d thx1138a zxcasdqwe plmoknijb mnbvcxz1 poiuytrewq lkjhgfdsa qqqqwwww asdfqwer
  awning123 awning12 market123 marketstall stall123 cashier1 cashier123 bakery123 coffee123 shopshop business manager1
  manager123 employee employee1 kasse123 verkauf1 edinburgh scotland scotland1 london123 newyork1 california
  `
    .split(/\s+/)
    .filter(Boolean),
)
