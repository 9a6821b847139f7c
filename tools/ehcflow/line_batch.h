// A file of lines answered by every core, in order and in bounded memory.
//
// Each worker takes the next block of lines, answers it into a buffer of its own and writes that when its turn has
// come. So reading, answering and writing go on beside each other, and there is no queue: what is held at once is one
// block and its answers a worker, whatever the file's length.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace ehcflow {

// Adds the answer to one line, without a line end; says whether it was a good one. Called from several threads.
using AnswerLine = std::function<bool(std::string& out, std::string_view line)>;

// Reads lines from one open file and writes an answer for each to the other; says whether all were good. A line that
// is longer than `longest` is cut soon after, still long enough to be refused, and its rest is passed over unread.
// Throws std::system_error where a file cannot be read or written, and what `answer` throws.
bool answer_lines(int in, int out, std::size_t longest, const AnswerLine& answer);

}  // namespace ehcflow
