using Versori.Connectors.Authentication.Jwt;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>Signs the JWTs that the requests of a session send.</summary>
internal static class SessionAssertions
{
    public static IEnumerable<TemplateUse> Templates(SessionTokenAuth method) => method.Assertions.SelectMany((assertion, index) =>
        assertion.Header.Select((member, at) => new TemplateUse($"/assertions/{index}/header/{at}/value", member.Value))
            .Concat(assertion.Claims.Select((member, at) => new TemplateUse($"/assertions/{index}/claims/{at}/value", member.Value))));

    public static IEnumerable<(string Pointer, string Message)> Problems(SessionTokenAuth method)
    {
        foreach (var (index, assertion) in method.Assertions.Index())
        {
            var pointer = $"/assertions/{index}";
            if (FieldProblems.Missing(method.Fields, assertion.KeyField) is { } key) yield return ($"{pointer}/keyField", key);
            if (assertion.PassphraseField is { } name && FieldProblems.Missing(method.Fields, name) is { } passphrase) yield return ($"{pointer}/passphraseField", passphrase);
            if (assertion.Lifetime <= TimeSpan.Zero) yield return ($"{pointer}/lifetime", "An assertion must be good for longer than nothing.");
            if (assertion.Backdate < TimeSpan.Zero) yield return ($"{pointer}/backdate", "How far back 'iat' lies cannot be negative.");
            if (method.Fields.Any(field => field.Name == assertion.Name) || SessionRequests.Picks(method).Any(pick => pick.Name == assertion.Name))
            {
                yield return ($"{pointer}/name", $"'{assertion.Name}' is a field or a picked value too; rename one.");
            }

            // RFC 7515 §4.1.1: it has to say how the token is really signed.
            foreach (var (at, _) in assertion.Header.Index().Where(member => member.Item.Name == "alg")) yield return ($"{pointer}/header/{at}/name", "The header's 'alg' comes from the algorithm setting.");
        }
    }

    /// <summary>Signs them and puts them among the values of a run.</summary>
    public static void Sign(SessionTokenAuth method, TemplateValues values)
    {
        foreach (var assertion in method.Assertions)
        {
            var passphrase = assertion.PassphraseField is { } name ? Text(values, name) : null;
            var key = KeyLoader.LoadPrivate(Text(values, assertion.KeyField) ?? "", assertion.Algorithm, assertion.KeyField, assertion.KeyFormat, passphrase);
            values.SetSecret(assertion.Name, new Secret(SelfSignedJwt.Make(AsMethod(assertion), key, values, values.Context)));
        }
    }

    private static SelfSignedJwtAuth AsMethod(SessionAssertion assertion) => new()
    {
        Algorithm = assertion.Algorithm,
        Header = assertion.Header,
        Claims = assertion.Claims,
        Lifetime = assertion.Lifetime,
        Backdate = assertion.Backdate,
        JwtId = assertion.JwtId,
    };

    private static string? Text(TemplateValues values, string name) => values.TryGet(name, out var value) ? value.Text : null;
}
