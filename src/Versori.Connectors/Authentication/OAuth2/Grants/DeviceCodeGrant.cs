namespace Versori.Connectors.Authentication.OAuth2.Grants;

/// <summary>The code of a device (RFC 8628 §3.4).</summary>
internal sealed class DeviceCodeGrant(string deviceCode) : TokenGrant
{
    public override void Fill(TokenRequestDraft draft)
    {
        draft.Parameters["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code";
        draft.Parameters["device_code"] = deviceCode;
        // RFC 8628 §3.4: required unless the client authenticates in another way. It does no harm in that case.
        if (draft.Client.Id is { } id) draft.Parameters["client_id"] = id;
    }
}
