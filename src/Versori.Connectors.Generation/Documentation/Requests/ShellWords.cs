using System.Text;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>
/// Splits a command into words as a POSIX shell does (quotes, backslashes, continued lines). Nothing is expanded.
/// </summary>
internal static class ShellWords
{
    /// <summary>Returns the words of the first command of a text, and where it ends.</summary>
    public static (IReadOnlyList<string> Words, int End) Split(string text, int start)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isWord = false;
        var at = start;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '\'' or '"')
            {
                isWord = true;
                at = ReadQuoted(text, at, word);
            }
            else if (c == '\\' && at + 1 < text.Length)
            {
                at++;
                if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n') at++;
                if (text[at] == '\n') continue;
                isWord = true;
                word.Append(text[at]);
            }
            else if (c is '\n' or '|' or ';' && !IsContinued(text, at))
            {
                break;
            }
            else if (char.IsWhiteSpace(c))
            {
                EndWord();
            }
            else
            {
                isWord = true;
                word.Append(c);
            }
        }

        EndWord();
        return (words, Math.Min(at, text.Length));

        void EndWord()
        {
            if (isWord) words.Add(word.ToString());
            isWord = false;
            word.Clear();
        }
    }

    // Many pages leave the backslash out: the next line begins with an option.
    private static bool IsContinued(string text, int at)
    {
        if (text[at] != '\n') return false;
        var next = text.AsSpan(at + 1).TrimStart(" \t");
        return next.Length > 1 && next[0] == '-' && next[1] != ' ';
    }

    /// <summary>Reads a quoted part and returns the place of its end.</summary>
    private static int ReadQuoted(string text, int start, StringBuilder word)
    {
        var quote = text[start];
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == quote) return at;
            var next = at + 1 < text.Length ? text[at + 1] : ' ';
            if (quote == '"' && text[at] == '\\' && (next is '"' or '\\' or '$')) at++;
            word.Append(text[at]);
        }

        return text.Length;
    }
}
