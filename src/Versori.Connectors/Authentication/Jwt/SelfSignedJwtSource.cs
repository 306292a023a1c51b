using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Jwt;

/// <summary>Makes tokens on the spot: nobody is asked, nothing is saved, and every process has its own.</summary>
internal sealed class SelfSignedJwtSource(SelfSignedJwtAuth method, TimeProvider time) : ITokenSource
{
    public TimeSpan? RenewalMargin => method.RenewalMargin;

    public bool IsLocal => true;

    public bool CanRequest(TemplateValues values, Token? current) => true;

    public Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var values = request.Values;
        var (text, field) = Key(values);
        var key = KeyLoader.LoadPrivate(text, method.Algorithm, field, method.KeyFormat, method.PassphraseField is { } name ? Field(values, name) : null);
        var context = new TemplateContext(time).Freeze();
        var jwt = SelfSignedJwt.Make(method, key, values, context);
        var token = new Token(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["jwt"] = jwt }, context.Now, context.Now + method.Lifetime, scopes: []);
        return Task.FromResult(TokenResult.Success(token));
    }

    // An error names the field that the key is in.
    private (string Text, string Field) Key(TemplateValues values) => method.Key is { } key && TextTemplate.Parse(key) is var template
        ? (template.Fill(values, TemplatePosition.Raw), template.Names is [var first, ..] ? first : "key")
        : (Field(values, method.KeyField) ?? "", method.KeyField);

    private static string? Field(TemplateValues values, string name) => values.TryGet(name, out var value) ? value.Text : null;
}
