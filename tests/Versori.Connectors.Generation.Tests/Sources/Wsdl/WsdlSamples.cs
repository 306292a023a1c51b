namespace Versori.Connectors.Generation.Tests;

internal static class WsdlSamples
{
    public const string Orders = """
        <?xml version="1.0" encoding="utf-8"?>
        <wsdl:definitions name="Orders" targetNamespace="urn:orders"
            xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
            xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:xs="http://www.w3.org/2001/XMLSchema"
            xmlns:t="urn:orders" xmlns:c="urn:common">
          <wsdl:types>
            <xs:schema targetNamespace="urn:common" elementFormDefault="qualified">
              <xs:simpleType name="Status">
                <xs:restriction base="xs:string">
                  <xs:enumeration value="open"/><xs:enumeration value="paid"/>
                </xs:restriction>
              </xs:simpleType>
              <xs:complexType name="Money">
                <xs:sequence><xs:element name="amount" type="xs:decimal"/></xs:sequence>
                <xs:attribute name="currency" type="xs:string" use="required"/>
              </xs:complexType>
            </xs:schema>
            <xs:schema targetNamespace="urn:orders" elementFormDefault="qualified">
              <xs:import namespace="urn:common"/>
              <xs:complexType name="Base"><xs:sequence>
                <xs:element name="id" type="xs:long"/>
              </xs:sequence></xs:complexType>
              <xs:complexType name="Item">
                <xs:complexContent><xs:extension base="t:Base">
                  <xs:sequence>
                    <xs:element name="price" type="c:Money"/>
                    <xs:element name="note" type="xs:string" nillable="true" minOccurs="0"/>
                    <xs:element name="part" type="t:Item" minOccurs="0" maxOccurs="unbounded"/>
                    <xs:choice>
                      <xs:element name="sku" type="xs:string"/><xs:element name="ean" type="xs:string"/>
                    </xs:choice>
                  </xs:sequence>
                </xs:extension></xs:complexContent>
              </xs:complexType>
              <xs:element name="GetOrder">
                <xs:complexType><xs:sequence>
                  <xs:element name="number" type="xs:int"/>
                  <xs:element name="status" type="c:Status" minOccurs="0" form="unqualified"/>
                </xs:sequence></xs:complexType>
              </xs:element>
              <xs:element name="GetOrderResponse">
                <xs:complexType>
                  <xs:sequence><xs:element name="item" type="t:Item" maxOccurs="unbounded"/></xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="CancelOrder" type="t:Base"/>
              <xs:element name="Session">
                <xs:complexType><xs:sequence><xs:element name="key" type="xs:string"/></xs:sequence></xs:complexType>
              </xs:element>
            </xs:schema>
          </wsdl:types>
          <wsdl:message name="GetOrderIn"><wsdl:part name="parameters" element="t:GetOrder"/></wsdl:message>
          <wsdl:message name="GetOrderOut"><wsdl:part name="parameters" element="t:GetOrderResponse"/></wsdl:message>
          <wsdl:message name="CancelIn"><wsdl:part name="body" element="t:CancelOrder"/></wsdl:message>
          <wsdl:message name="SessionHeader"><wsdl:part name="session" element="t:Session"/></wsdl:message>
          <wsdl:portType name="OrdersPort">
            <wsdl:operation name="GetOrder">
              <wsdl:documentation>Returns one order. It is never old.</wsdl:documentation>
              <wsdl:input message="t:GetOrderIn"/><wsdl:output message="t:GetOrderOut"/>
              <wsdl:fault name="NotFound" message="t:CancelIn"/>
            </wsdl:operation>
            <wsdl:operation name="CancelOrder"><wsdl:input message="t:CancelIn"/></wsdl:operation>
          </wsdl:portType>
          <wsdl:binding name="Soap12" type="t:OrdersPort">
            <soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/>
            <wsdl:operation name="GetOrder"><wsdl:input><soap12:body use="literal"/></wsdl:input></wsdl:operation>
          </wsdl:binding>
          <wsdl:binding name="Soap11" type="t:OrdersPort">
            <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
            <wsdl:operation name="GetOrder">
              <soap:operation soapAction="urn:orders/Get"/>
              <wsdl:input>
                <soap:body use="literal"/>
                <soap:header message="t:SessionHeader" part="session" use="literal"/>
              </wsdl:input>
              <wsdl:output><soap:body use="literal"/></wsdl:output>
            </wsdl:operation>
            <wsdl:operation name="CancelOrder"><wsdl:input><soap:body use="literal"/></wsdl:input></wsdl:operation>
          </wsdl:binding>
          <wsdl:service name="OrderService">
            <wsdl:documentation>Orders of the shop.</wsdl:documentation>
            <wsdl:port name="A" binding="t:Soap12">
              <soap12:address location="https://shop.example/soap/orders"/>
            </wsdl:port>
            <wsdl:port name="B" binding="t:Soap11">
              <soap:address location="https://shop.example/soap/orders"/>
            </wsdl:port>
          </wsdl:service>
        </wsdl:definitions>
        """;

    public const string Rpc = """
        <definitions targetNamespace="urn:r" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:r"
            xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <message name="AddIn"><part name="a" type="xs:int"/><part name="b" type="xs:int"/></message>
          <message name="AddOut"><part name="sum" type="xs:int"/></message>
          <portType name="P">
            <operation name="Add"><input message="t:AddIn"/><output message="t:AddOut"/></operation>
            <operation name="Old"><input message="t:AddIn"/></operation>
          </portType>
          <binding name="B" type="t:P">
            <soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
            <operation name="Add">
              <soap:operation soapAction=""/>
              <input><soap:body use="literal" namespace="urn:calls"/></input>
              <output><soap:body use="literal" namespace="urn:calls"/></output>
            </operation>
            <operation name="Old"><input><soap:body use="encoded" namespace="urn:calls"/></input></operation>
          </binding>
          <service name="Calculator">
            <port name="P" binding="t:B"><soap:address location="https://calc.example/rpc"/></port>
          </service>
        </definitions>
        """;
}
