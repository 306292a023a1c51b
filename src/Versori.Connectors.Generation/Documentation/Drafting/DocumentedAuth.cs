using System.Text.RegularExpressions;
using Versori.Connectors.Authentication;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Sources;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>
/// Finds how the system authenticates its callers: what requests show is stated, what only texts mention is guessed.
/// </summary>
internal sealed partial class DocumentedAuth
{
    private static readonly string[] OtherKeys =
        ["idempotency", "partition", "sort", "cache", "routing", "object", "surrogate"];

    private readonly OrderedDictionary<string, (AuthMethod Method, Stated Source)> _methods =
        new(StringComparer.Ordinal);

    private Uri? _authorizationUrl;
    private Uri? _tokenUrl;
    private Stated? _oauth;
    private bool _isClientCredentials;

    /// <summary>The methods, each an alternative, with their places.</summary>
    public IReadOnlyList<(AuthMethod Method, Stated Source)> Methods
    {
        get
        {
            var methods = _methods.Values.ToList();
            if (OAuth() is { } oauth) methods.Insert(0, (oauth, _oauth! with { Status = FactStatus.Guessed }));
            return methods;
        }
    }

    /// <summary>Adds a method.</summary>
    public void Add(AuthMethod method, Stated source)
    {
        // What is stated counts more than what is guessed, whatever comes first.
        if (!_methods.TryGetValue(method.Id, out var known) || known.Source.Status < source.Status)
            _methods[method.Id] = (method, source);
    }

    /// <summary>Sets the URLs of an authorization server.</summary>
    public void AddOAuth(Uri? authorizationUrl, Uri? tokenUrl, Stated source)
    {
        _authorizationUrl ??= authorizationUrl;
        _tokenUrl ??= tokenUrl;
        _oauth ??= source;
    }

    /// <summary>Reads what authenticates a request that a page shows.</summary>
    public void Read(ExampleRequest request, Uri? page)
    {
        var source = new Stated(page, request.Text);
        if (request.HasUser) Add(new BasicAuth(), source);
        foreach (var (name, value) in request.Headers) ReadHeader(name, value, source);
        foreach (var (name, value) in PathText.Parse(request.Url)?.Query ?? [])
        {
            if (HarAuth.IsQueryKey(name, value)) Add(Key(CredentialLocation.Query, name, ""), source);
        }
    }

    /// <summary>Reads a block of a page.</summary>
    public void Read(PageBlock block)
    {
        foreach (var line in block.Lines.Take(2000))
        {
            if (line.Length > 4000) continue;
            var source = new Stated(block.Page, line);
            var header = HeaderLine().Match(line);
            // A line of a text may only look like a header.
            var ofHeader = block.Kind == BlockKind.Code ? source : source with { Status = FactStatus.Guessed };
            if (header.Success) ReadHeader(header.Groups["name"].Value, header.Groups["value"].Value, ofHeader);
            if (block.Kind == BlockKind.Code) continue;
            ReadWords(line, source with { Status = FactStatus.Guessed });
            ReadOAuth(line, source);
        }
    }

    /// <summary>Reads a header with a value, as an example has it.</summary>
    private void ReadHeader(string name, string value, Stated source)
    {
        if (!HttpTokenSyntax.IsToken(name)) return;
        var word = WordOf(value);
        if (!name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
        {
            var (known, _) = HarAuth.Split(value);
            if (IsKey(name) && !HeaderNames.IsIgnored(name))
                Add(Key(CredentialLocation.Header, name, known), source);
            return;
        }

        if (word.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) Add(new BearerAuth(), source);
        else if (word.Equals("Basic", StringComparison.OrdinalIgnoreCase)) Add(new BasicAuth(), source);
        else if (word.Equals("Digest", StringComparison.OrdinalIgnoreCase)) Add(new DigestAuth(), source);
        else Add(Key(CredentialLocation.Header, name, word), source);
    }

    // Examples have a placeholder after the word, and so any word is one.
    private static string WordOf(string value)
    {
        var (word, _) = HarAuth.Split(value);
        var match = word.Length > 0 ? Match.Empty : FirstWord().Match(value);
        return match.Success ? match.Groups["word"].Value : word;
    }

    private void ReadWords(string line, Stated source)
    {
        foreach (Match match in NamedHeader().Matches(line))
        {
            var name = match.Groups["name"].Value;
            if (IsKey(name) && !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                Add(Key(CredentialLocation.Header, name, ""), source with { Status = FactStatus.Stated });
        }

        foreach (Match match in NamedParameter().Matches(line))
        {
            var name = match.Groups["name"].Value;
            if (CredentialNames.IsKey(name))
                Add(Key(CredentialLocation.Query, name, ""), source with { Status = FactStatus.Stated });
        }

        if (BasicWords().IsMatch(line)) Add(new BasicAuth(), source);
        if (BearerWords().IsMatch(line)) Add(new BearerAuth(), source);
        _isClientCredentials |= line.Contains("client_credentials", StringComparison.OrdinalIgnoreCase)
            || line.Contains("client credentials", StringComparison.OrdinalIgnoreCase);
    }

    private void ReadOAuth(string line, Stated source)
    {
        if (!line.Contains("http", StringComparison.OrdinalIgnoreCase)) return;
        foreach (Match match in Url().Matches(line))
        {
            if (!Uri.TryCreate(match.Value.TrimEnd('.', ',', ';', ')'), UriKind.Absolute, out var url)) continue;
            if (url.Scheme != Uri.UriSchemeHttps) continue;
            var path = url.AbsolutePath.TrimEnd('/');
            var clean = new Uri(url.GetLeftPart(UriPartial.Path));
            if (AuthorizationPath().IsMatch(path)) AddOAuth(clean, null, source);
            else if (TokenPath().IsMatch(path)) AddOAuth(null, clean, source);
        }
    }

    // X-Acme-Key is a key whatever Acme is. Some keys are not credentials.
    private static bool IsKey(string name) => CredentialNames.IsKey(name)
        || (name.EndsWith("-Key", StringComparison.OrdinalIgnoreCase)
            && !Array.Exists(OtherKeys, part => name.Contains(part, StringComparison.OrdinalIgnoreCase)));

    private OAuth2Auth? OAuth()
    {
        if (_tokenUrl is null) return null;
        if (_authorizationUrl is null)
        {
            return _isClientCredentials
                ? new() { Grant = OAuth2Grant.ClientCredentials, TokenUrl = _tokenUrl.AbsoluteUri }
                : null;
        }

        return new()
        {
            Grant = OAuth2Grant.AuthorizationCode,
            AuthorizationUrl = _authorizationUrl.AbsoluteUri,
            TokenUrl = _tokenUrl.AbsoluteUri,
        };
    }

    private static ApiKeyAuth Key(CredentialLocation location, string name, string word) =>
        ApiKeyAuth.Create(location, name, word.Length == 0 ? "{key}" : $"{word} {{key}}") with { Id = Slug.Of(name) };

    [GeneratedRegex(@"^(?<word>[A-Za-z][A-Za-z0-9_-]{0,30})\s+\S{3,}\s*\z", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex FirstWord();

    // As a header, and as a member of an object in some language.
    [GeneratedRegex(
        @"^[`'""]?(?<name>[A-Za-z][A-Za-z0-9-]{1,60})[`'""]?\s*:\s*[`'""]?(?<value>[^\s`'""][^`'""]{0,400})",
        RegexOptions.ExplicitCapture,
        10_000)]
    private static partial Regex HeaderLine();

    [GeneratedRegex(
        @"`(?<name>[A-Za-z][A-Za-z0-9-]{1,60})`\s+(http\s+|request\s+)?header|header\s+(named\s+|called\s+)?"
            + "`(?<name>[A-Za-z][A-Za-z0-9-]{1,60})`",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex NamedHeader();

    [GeneratedRegex(
        @"`(?<name>[A-Za-z_][A-Za-z0-9_-]{1,60})`\s+(query(\s?string)?\s+|url\s+)param|(query(\s?string)?|url)"
            + "\\s+parameter\\s+(named\\s+|called\\s+)?`(?<name>[A-Za-z_][A-Za-z0-9_-]{1,60})`",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex NamedParameter();

    [GeneratedRegex(
        @"\b(http\s+)?basic\s+auth(entication|orization)?\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex BasicWords();

    [GeneratedRegex(
        @"\bbearer\s+(token|auth)|\bas\s+a\s+bearer\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex BearerWords();

    [GeneratedRegex(@"https://[^\s`""'|<>)\]]{4,1000}", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Url();

    [GeneratedRegex(
        @"/(authorize|authorization|auth|authorise|dialog/oauth)\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex AuthorizationPath();

    [GeneratedRegex(
        @"/(token|access_token|oauth2?\.access)\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        10_000)]
    private static partial Regex TokenPath();
}
