#include "plans/names.h"

#include <algorithm>

namespace ehcflow::plans {
namespace {

// In order. Names that are words too (Grace, Mark, May, Will) are not here: they would be seen everywhere.
constexpr std::string_view kNames[] = {
    "Aaron",    "Abdul",       "Abdullah",  "Abigail",   "Adam",      "Adrian",   "Ahmed",    "Aidan",     "Aisha",
    "Alan",     "Albert",      "Alex",      "Alexander", "Alexandra", "Alfie",    "Ali",      "Alice",     "Alina",
    "Alisha",   "Amara",       "Amelia",    "Amina",     "Amir",      "Amy",      "Andrea",   "Andrew",    "Angela",
    "Anna",     "Annabelle",   "Anne",      "Anthony",   "Antonio",   "Archie",   "Arjun",    "Arlo",      "Arthur",
    "Asha",     "Ashley",      "Ava",       "Ayaan",     "Ayesha",    "Barbara",  "Barnaby",  "Ben",       "Benjamin",
    "Beth",     "Bethany",     "Billy",     "Bobby",     "Bradley",   "Brandon",  "Brian",    "Bryony",    "Caleb",
    "Callum",   "Cameron",     "Carl",      "Caroline",  "Catherine", "Charles",  "Charlie",  "Charlotte", "Chloe",
    "Chris",    "Christopher", "Claire",    "Clara",     "Cody",      "Connor",   "Courtney", "Craig",     "Daniel",
    "Danielle", "Darcy",       "Darren",    "David",     "Declan",    "Deepak",   "Dev",      "Diana",     "Dominic",
    "Donna",    "Dylan",       "Eddie",     "Edith",     "Edward",    "Eleanor",  "Elena",    "Eli",       "Elias",
    "Elijah",   "Eliza",       "Elizabeth", "Ella",      "Ellie",     "Elliot",   "Elliott",  "Elsie",     "Emilia",
    "Emily",    "Emma",        "Eric",      "Erin",      "Ethan",     "Eva",      "Evan",     "Evelyn",    "Evie",
    "Ezra",     "Farah",       "Fatima",    "Felix",     "Ffion",     "Finley",   "Finn",     "Fiona",     "Francesca",
    "Francis",  "Freddie",     "Frederick", "Freya",     "Gabriel",   "Gareth",   "Gary",     "Gemma",     "George",
    "Georgina", "Gethin",      "Gordon",    "Graham",    "Gregory",   "Gwen",     "Habib",    "Hamza",     "Hannah",
    "Harriet",  "Harrison",    "Harry",     "Harvey",    "Hassan",    "Hayden",   "Heidi",    "Helen",     "Henry",
    "Hugo",     "Ian",         "Ibrahim",   "Imogen",    "Imran",     "Isaac",    "Isabel",   "Isabella",  "Isabelle",
    "Isla",     "Ismail",      "Jack",      "Jackson",   "Jacob",     "Jake",     "James",    "Jamie",     "Jane",
    "Jasmine",  "Jason",       "Jaxon",     "Jayden",    "Jennifer",  "Jenny",    "Jessica",  "Jessie",    "Joanna",
    "Joanne",   "Joe",         "Joel",      "John",      "Jonah",     "Jonathan", "Joseph",   "Joshua",    "Jude",
    "Julia",    "Julian",      "Julie",     "Kai",       "Karen",     "Karim",    "Kate",     "Katherine", "Katie",
    "Kayden",   "Kayleigh",    "Keira",     "Kelly",     "Kenneth",   "Kevin",    "Khadija",  "Kian",      "Kieran",
    "Kiran",    "Kirsty",      "Kofi",      "Kyle",      "Laila",     "Lara",     "Laura",    "Lauren",    "Layla",
    "Leah",     "Leanne",      "Lee",       "Leila",     "Leo",       "Leon",     "Lewis",    "Liam",      "Lilly",
    "Linda",    "Lisa",        "Logan",     "Louie",     "Louis",     "Louisa",   "Louise",   "Luca",      "Lucas",
    "Lucy",     "Luke",        "Luna",      "Lydia",     "Maddison",  "Madison",  "Maisie",   "Malachi",   "Marcus",
    "Margaret", "Maria",       "Mariam",    "Martha",    "Martin",    "Mary",     "Maryam",   "Mason",     "Matilda",
    "Matthew",  "Maya",        "Megan",     "Melissa",   "Mia",       "Michael",  "Michelle", "Mila",      "Milo",
    "Miriam",   "Mohammad",    "Mohammed",  "Molly",     "Muhammad",  "Musa",     "Nadia",    "Nancy",     "Naomi",
    "Natalie",  "Natasha",     "Nathan",    "Nathaniel", "Niamh",     "Nicholas", "Nicola",   "Nicole",    "Noah",
    "Nora",     "Oliver",      "Olivia",    "Omar",      "Oscar",     "Owen",     "Patricia", "Patrick",   "Paul",
    "Paula",    "Peter",       "Philip",    "Phoebe",    "Pippa",     "Poppy",    "Priya",    "Quentin",   "Rachel",
    "Rahul",    "Ralph",       "Raphael",   "Rebecca",   "Reece",     "Reuben",   "Rhiannon", "Rhys",      "Richard",
    "Riley",    "Robert",      "Ronnie",    "Rory",      "Rosie",     "Ross",     "Roxanne",  "Ryan",      "Sadia",
    "Saif",     "Sam",         "Samantha",  "Samira",    "Samuel",    "Sana",     "Sandra",   "Sara",      "Sarah",
    "Scarlett", "Scott",       "Sean",      "Sebastian", "Seth",      "Shannon",  "Sharon",   "Shaun",     "Sienna",
    "Simon",    "Simone",      "Sofia",     "Sophia",    "Sophie",    "Stanley",  "Stella",   "Stephanie", "Stephen",
    "Steven",   "Stuart",      "Susan",     "Sushila",   "Tamsin",    "Tanya",    "Tariq",    "Teddy",     "Teresa",
    "Thea",     "Theo",        "Theodore",  "Thomas",    "Tobias",    "Toby",     "Tom",      "Tommy",     "Tracey",
    "Tyler",    "Umar",        "Usman",     "Vanessa",   "Victor",    "Vikram",   "Vincent",  "William",   "Xavier",
    "Yasmin",   "Yasmine",     "Yusuf",     "Zac",       "Zachary",   "Zain",     "Zainab",   "Zara",      "Zoe"};
static_assert(std::ranges::is_sorted(kNames));

}  // namespace

bool is_given_name(std::string_view word) { return std::ranges::binary_search(kNames, word); }

}  // namespace ehcflow::plans
