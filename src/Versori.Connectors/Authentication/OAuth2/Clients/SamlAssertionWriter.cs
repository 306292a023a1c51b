using System.Globalization;
using System.Text;
using Versori.Connectors.Authentication.Keys;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>
/// Writes signed SAML 2.0 assertions (RFC 7522 §3). The XML is written in its canonical form (Exclusive XML
/// Canonicalization 1.0 §3): attributes are sorted, and there are no empty-element tags.
/// </summary>
internal sealed class SamlAssertionWriter(TimeProvider time)
{
    private const string Namespace = "urn:oasis:names:tc:SAML:2.0:assertion";
    private const string DefaultFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
    private const string Bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private const string Context = "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified";

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Returns a new assertion, signed with the connection's private key or the host's.</summary>
    /// <exception cref="ConnectorException">There is no key, or it is not an RSA key.</exception>
    public string Write(TokenRequestDraft draft, OAuth2SamlAssertion settings)
    {
        var field = AssertionWriter.PrivateKeyField;
        var pem = draft.Value(field) ?? draft.Client.Secret?.Reveal() ?? throw AssertionWriter.Missing(field);
        var key = KeyLoader.Load(pem, isShared: false, field).For(JwtAlgorithm.RS256, field);

        // XML 1.0 §2.3: an ID begins with a letter or an underscore.
        var id = $"_{RandomValues.Uuid():N}";
        var (before, after) = Parts(draft, settings, id);
        return before + SamlSignature.Of((RsaKey)key, id, before + after) + after;
    }

    // The signature stands after the issuer (SAML 2.0 Core §2.3.3).
    private (string Before, string After) Parts(TokenRequestDraft draft, OAuth2SamlAssertion settings, string id)
    {
        var now = time.GetUtcNow();
        var (issued, expires) = (Time(now), Time(now + (settings.Lifetime ?? DefaultLifetime)));
        var clientId = draft.Client.Id ?? "";
        var url = draft.Url.GetLeftPart(UriPartial.Path);
        var issuer = Text(draft, settings.Issuer) ?? clientId;
        var subject = Text(draft, settings.Subject) ?? clientId;
        var audience = Text(draft, settings.Audience) ?? Text(draft, draft.Method.Issuer) ?? url;
        var recipient = Text(draft, settings.Recipient) ?? url;
        var format = settings.SubjectFormat ?? DefaultFormat;
        var before = $"<saml:Assertion xmlns:saml=\"{Namespace}\""
            + $" ID=\"{id}\" IssueInstant=\"{issued}\" Version=\"2.0\">"
            + $"<saml:Issuer>{Escape(issuer)}</saml:Issuer>";
        var after = $"<saml:Subject><saml:NameID Format=\"{Escape(format)}\">{Escape(subject)}</saml:NameID>"
            + $"<saml:SubjectConfirmation Method=\"{Bearer}\">"
            + $"<saml:SubjectConfirmationData NotOnOrAfter=\"{expires}\" Recipient=\"{Escape(recipient)}\">"
            + "</saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>"
            + $"<saml:Conditions NotBefore=\"{issued}\" NotOnOrAfter=\"{expires}\"><saml:AudienceRestriction>"
            + $"<saml:Audience>{Escape(audience)}</saml:Audience></saml:AudienceRestriction></saml:Conditions>"
            + $"<saml:AuthnStatement AuthnInstant=\"{issued}\"><saml:AuthnContext>"
            + $"<saml:AuthnContextClassRef>{Context}</saml:AuthnContextClassRef>"
            + $"</saml:AuthnContext></saml:AuthnStatement>{Attributes(draft, settings)}</saml:Assertion>";
        return (before, after);
    }

    private static string Attributes(TokenRequestDraft draft, OAuth2SamlAssertion settings)
    {
        var attributes = new StringBuilder();
        foreach (var (name, expression) in settings.Attributes)
        {
            if (draft.Fill(expression) is not { Length: > 0 } value) continue;
            attributes.Append(CultureInfo.InvariantCulture, $"<saml:Attribute Name=\"{Escape(name)}\">")
                .Append(CultureInfo.InvariantCulture, $"<saml:AttributeValue>{Escape(value)}</saml:AttributeValue>")
                .Append("</saml:Attribute>");
        }

        return attributes.Length == 0
            ? ""
            : $"<saml:AttributeStatement>{attributes}</saml:AttributeStatement>";
    }

    private static string? Text(TokenRequestDraft draft, string? expression) =>
        expression is null ? null : draft.Fill(expression);

    private static string Time(DateTimeOffset at) => ExpressionFunction.FormatTime(at, "iso8601");

    // Canonical XML 1.0 §2.3: this form is canonical in text and in attributes, because the values have no quotation
    // marks, tabs and line breaks that would be written in different ways.
    private static string Escape(string value)
    {
        if (value.AsSpan().IndexOfAny("\"\t\r\n") >= 0 || PositionEncoder.XmlProblem(value) is not null)
        {
            throw new ConnectorException(new ConnectorError
            {
                Code = ConnectorErrorCode.InvalidInput,
                Message = "A value of the SAML assertion has a quotation mark, a tab, a line break or a character that "
                    + "XML does not allow.",
                Location = "samlAssertion",
            });
        }

        return value.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
    }
}
