namespace Versori.Connectors.Generation.Documentation;

/// <summary>Reads commands of curl (https://curl.se/docs/manpage.html) as requests.</summary>
internal static class CurlCommand
{
    private const int MaximumCommands = 20;

    private static readonly HashSet<string> OptionsWithValue = new(StringComparer.Ordinal)
    {
        "-o", "--output", "-A", "--user-agent", "-e", "--referer", "-x", "--proxy", "-m", "--max-time", "-w",
        "--write-out", "--connect-timeout", "-T", "--upload-file", "--retry", "-E", "--cert", "--key", "--cacert",
        "-c", "--cookie-jar", "--resolve", "-K", "--config", "--oauth2-bearer-file", "-b", "--cookie",
    };

    /// <summary>Returns the requests of all commands of a text.</summary>
    public static IReadOnlyList<ExampleRequest> Read(string text)
    {
        var requests = new List<ExampleRequest>();
        var at = 0;
        while (requests.Count < MaximumCommands && (at = text.IndexOf("curl", at, StringComparison.Ordinal)) >= 0)
        {
            var start = at;
            at += 4;
            if (start > 0 && text[start - 1] is not ('\n' or ' ' or '$' or '>' or '`' or '\t')) continue;
            if (at < text.Length && !char.IsWhiteSpace(text[at])) continue;
            var (words, end) = ShellWords.Split(text, at);
            if (Of(words, text[start..end]) is { } request) requests.Add(request);
            at = Math.Max(at, end);
        }

        return requests;
    }

    private static ExampleRequest? Of(IReadOnlyList<string> words, string text)
    {
        var command = new Parts();
        for (var at = 0; at < words.Count; at++)
        {
            var (option, value) = Option(words, ref at);
            command.Add(option, value);
        }

        return command.ToRequest(text);
    }

    /// <summary>Returns the option at a place with its value, or a word alone.</summary>
    private static (string Option, string Value) Option(IReadOnlyList<string> words, ref int at)
    {
        var word = words[at];
        if (!word.StartsWith('-') || word.Length < 2) return ("", word);
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            var equal = word.IndexOf('=', StringComparison.Ordinal);
            if (equal > 0) return (word[..equal], word[(equal + 1)..]);
            return NeedsValue(word) && at + 1 < words.Count ? (word, words[++at]) : (word, "");
        }

        // -XPOST and -sX POST: the letters of an option can be together, and with its value.
        for (var letter = 1; letter < word.Length; letter++)
        {
            var option = $"-{word[letter]}";
            if (!NeedsValue(option)) continue;
            if (letter + 1 < word.Length) return (option, word[(letter + 1)..]);
            return at + 1 < words.Count ? (option, words[++at]) : (option, "");
        }

        return (word.Contains('G', StringComparison.Ordinal) ? "-G" : word.Contains('I', StringComparison.Ordinal)
            ? "-I"
            : word, "");
    }

    private static bool NeedsValue(string option) => OptionsWithValue.Contains(option) || option is "-X" or "--request"
        or "-H" or "--header" or "-d" or "--data" or "--data-raw" or "--data-binary" or "--data-ascii" or "--json"
        or "--data-urlencode" or "-u" or "--user" or "-F" or "--form" or "--url" or "--oauth2-bearer";

    private sealed class Parts
    {
        private readonly List<(string Name, string Value)> _headers = [];
        private readonly List<string> _data = [];
        private string? _method;
        private string? _url;
        private bool _hasUser;
        private bool _isMultipart;
        private bool _isQuery;

        public void Add(string option, string value)
        {
            switch (option)
            {
                case "-X" or "--request":
                    _method = value.ToUpperInvariant();
                    break;
                case "-H" or "--header":
                    AddHeader(value);
                    break;
                case "--json":
                    _headers.Add(("Content-Type", "application/json"));
                    _data.Add(value);
                    break;
                case "-d" or "--data" or "--data-raw" or "--data-binary" or "--data-ascii" or "--data-urlencode":
                    _data.Add(value);
                    break;
                case "-F" or "--form":
                    _isMultipart = true;
                    _data.Add(value);
                    break;
                case "-u" or "--user":
                    _hasUser = true;
                    break;
                case "--oauth2-bearer":
                    _headers.Add(("Authorization", $"Bearer {value}"));
                    break;
                case "-G" or "--get":
                    _isQuery = true;
                    break;
                case "-I" or "--head":
                    _method ??= "HEAD";
                    break;
                case "--url":
                    _url = value;
                    break;
                case "" when _url is null && value.Contains('/', StringComparison.Ordinal):
                    _url = value;
                    break;
            }
        }

        public ExampleRequest? ToRequest(string text)
        {
            if (_url is null) return null;
            var url = _url;
            if (_isQuery && _data.Count > 0)
                url += (url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', _data);
            var body = _isQuery || _data.Count == 0 ? null : string.Join('&', _data);
            return new()
            {
                Method = _method ?? (body is null ? "GET" : "POST"),
                Url = url,
                Headers = _headers,
                Body = body,
                HasUser = _hasUser,
                IsMultipart = _isMultipart,
                Text = text,
            };
        }

        private void AddHeader(string value)
        {
            var colon = value.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) _headers.Add((value[..colon].Trim(), value[(colon + 1)..].Trim()));
        }
    }
}
