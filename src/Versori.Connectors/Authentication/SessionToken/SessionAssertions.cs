using Versori.Connectors.Authentication.Jwt;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>Signs the JWTs that the requests of a session send (RFC 7519).</summary>
internal static class SessionAssertions
{
    public static IEnumerable<ExpressionUse> Expressions(SessionTokenAuth method)
    {
        foreach (var (index, assertion) in method.Assertions.Index())
        {
            foreach (var (at, member) in assertion.HeaderParameters.Index())
            {
                yield return new($"/assertions/{index}/headerParameters/{at}/value", member.Value);
            }

            foreach (var (at, member) in assertion.Claims.Index())
            {
                yield return new($"/assertions/{index}/claims/{at}/value", member.Value);
            }
        }
    }

    public static IEnumerable<(string Pointer, string Message)> Problems(SessionTokenAuth method) =>
        method.Assertions.SelectMany((assertion, index) => Problems(method, assertion, $"/assertions/{index}"));

    /// <summary>Signs the assertions and adds them to the values of a run.</summary>
    public static void Sign(SessionTokenAuth method, ExpressionValues values)
    {
        foreach (var assertion in method.Assertions)
        {
            var passphrase = assertion.PassphraseField is { } name ? Text(values, name) : null;
            var key = KeyLoader.LoadPrivate(
                Text(values, assertion.KeyField) ?? "",
                assertion.Algorithm,
                assertion.KeyField,
                assertion.KeyFormat,
                passphrase);
            var jwt = SelfSignedJwt.Create(AsMethod(assertion), key, values, values.Context);
            values.SetSecret(assertion.Name, new Secret(jwt));
        }
    }

    private static IEnumerable<(string Pointer, string Message)> Problems(
        SessionTokenAuth method, SessionAssertion assertion, string pointer)
    {
        if (FieldProblems.Missing(method.Fields, assertion.KeyField) is { } keyProblem)
        {
            yield return ($"{pointer}/keyField", keyProblem);
        }

        var passphraseField = assertion.PassphraseField;
        if (passphraseField is not null && FieldProblems.Missing(method.Fields, passphraseField) is { } problem)
        {
            yield return ($"{pointer}/passphraseField", problem);
        }

        if (assertion.Lifetime <= TimeSpan.Zero)
        {
            yield return ($"{pointer}/lifetime", "The lifetime of an assertion must be longer than zero.");
        }

        if (assertion.Backdate < TimeSpan.Zero)
        {
            yield return ($"{pointer}/backdate", "The time by which 'iat' is set back cannot be negative.");
        }

        var isTaken = method.Fields.Any(field => field.Name == assertion.Name)
            || SessionRequests.ExtractedValues(method).Any(extracted => extracted.Name == assertion.Name);
        if (isTaken)
        {
            yield return (
                $"{pointer}/name", $"'{assertion.Name}' is also a field or an extracted value; rename one of them.");
        }

        // RFC 7515 §4.1.1: 'alg' must be the algorithm that signs.
        foreach (var (at, member) in assertion.HeaderParameters.Index())
        {
            if (member.Name != "alg") continue;
            yield return (
                $"{pointer}/headerParameters/{at}/name", "The algorithm setting determines 'alg' in the header.");
        }
    }

    private static SelfSignedJwtAuth AsMethod(SessionAssertion assertion) => new()
    {
        Algorithm = assertion.Algorithm,
        HeaderParameters = assertion.HeaderParameters,
        Claims = assertion.Claims,
        Lifetime = assertion.Lifetime,
        Backdate = assertion.Backdate,
        IncludeJwtId = assertion.IncludeJwtId,
    };

    private static string? Text(ExpressionValues values, string name) =>
        values.TryGet(name, out var value) ? value.Text : null;
}
