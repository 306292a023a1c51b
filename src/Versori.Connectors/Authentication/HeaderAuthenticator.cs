using System.Net.Http.Headers;

namespace Versori.Connectors.Authentication;

/// <summary>A header whose value is the same for every request.</summary>
internal sealed class HeaderAuthenticator : RequestAuthenticator
{
    private const string Authorization = "Authorization";

    private readonly string _name;
    private readonly string _value;
    private readonly AuthenticationHeaderValue? _authorization;

    public HeaderAuthenticator(string name, string value)
    {
        (_name, _value) = (name, value);
        // Set as a value that was parsed beforehand, the header needs no lookup of its name. Only where parsing loses nothing.
        if (string.Equals(name, Authorization, StringComparison.OrdinalIgnoreCase)
            && AuthenticationHeaderValue.TryParse(value, out var parsed)
            && parsed.ToString() == value)
        {
            _authorization = parsed;
        }
    }

    public override string Name => _name;

    public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_authorization is not null)
        {
            request.Headers.Authorization = _authorization;
            return default;
        }

        request.Headers.Remove(_name);
        request.Headers.TryAddWithoutValidation(_name, _value);
        return default;
    }

    public override void Remove(HttpRequestMessage request) => request.Headers.Remove(_name);
}
